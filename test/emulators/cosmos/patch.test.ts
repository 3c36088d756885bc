import { describe, expect, it } from "vitest";
import { ifMatch, outcome, testAccount } from "./account";

const account = testAccount();

describe("patch", () => {
  it("sets, increments, adds, removes, replaces and moves", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p", n: 1, o: { x: 1 }, list: [1, 2], gone: 1, from: "here" });
    const { resource } = await container
      .item("1", "p")
      .patch([
        { op: "set", path: "/o/y", value: "Z" },
        { op: "incr", path: "/n", value: 5 },
        { op: "add", path: "/list/-", value: 3 },
        { op: "remove", path: "/gone" },
        { op: "replace", path: "/o/x", value: 9 },
        { op: "move", from: "/from", path: "/to" } as never,
      ]);
    expect(resource).toMatchObject({ n: 6, o: { x: 9, y: "Z" }, list: [1, 2, 3], to: "here" });
    expect(resource).not.toHaveProperty("gone");
    expect(resource).not.toHaveProperty("from");
  });

  it("happens only when the condition holds for this very document", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p", status: "Open", n: 1 });
    await container.items.create({ id: "1", pk: "q", status: "Shut", n: 777 });
    const operations = [{ op: "set" as const, path: "/n", value: 2 }];
    const item = container.item("1", "p");
    expect(await outcome(item.patch({ condition: "from c where c.n = 777", operations }))).toBe(412);
    expect(await outcome(item.patch({ condition: "from c where c.status = 'Open'", operations }))).toBe("done");
    expect((await item.read()).resource).toMatchObject({ n: 2 });
  });

  it("answers 412 for a stale version, 404 without a document, 400 for what cannot be patched", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p", text: "t" });
    const item = container.item("1", "p");
    expect(await outcome(item.patch([{ op: "set", path: "/n", value: 1 }], ifMatch('"stale"')))).toBe(412);
    expect(await outcome(container.item("2", "p").patch([{ op: "set", path: "/n", value: 1 }]))).toBe(404);
    expect(await outcome(item.patch([{ op: "set", path: "/pk", value: "q" }]))).toBe(400);
    expect(await outcome(item.patch([{ op: "set", path: "/_ts", value: 1 }]))).toBe(400);
    expect(await outcome(item.patch([{ op: "incr", path: "/text", value: 1 }]))).toBe(400);
    expect(await outcome(item.patch([{ op: "set", path: "/missing/child", value: 1 }]))).toBe(400);
  });

  it("loses no increment, and lets a condition be won only as often as it holds", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p", n: 0 });
    const increment = { op: "incr" as const, path: "/n", value: 1 };
    const attempts = Array.from({ length: 50 }, () =>
      outcome(container.item("1", "p").patch({ condition: "from c where c.n < 10", operations: [increment] })),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((one) => one === "done")).toHaveLength(10);
    expect(outcomes.filter((one) => one === 412)).toHaveLength(40);
    await Promise.all(Array.from({ length: 50 }, () => container.item("1", "p").patch([increment])));
    expect((await container.item("1", "p").read()).resource).toMatchObject({ n: 60 });
  });
});
