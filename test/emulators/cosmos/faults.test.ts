import { describe, expect, it } from "vitest";
import type { Fault, HttpMatch, RequestCounts } from "../../../local/emulators/control";
import { until } from "../../environment/until";
import { outcome, testAccount } from "./account";

const account = testAccount();

async function putFaults(...faults: readonly Fault<HttpMatch>[]): Promise<void> {
  await fetch(`${account.endpoint()}/_emulator/faults`, { method: "PUT", body: JSON.stringify(faults) });
}

async function counted(use: () => Promise<unknown>): Promise<RequestCounts> {
  const address = `${account.endpoint()}/_emulator/requests`;
  await fetch(address, { method: "DELETE" });
  await use();
  return (await (await fetch(address)).json()) as RequestCounts;
}

describe("faults", () => {
  it("throttle a number of times, and the SDK tries again", async () => {
    const container = await account.container();
    await putFaults({
      match: { method: "POST", path: `colls/${container.id}/docs` },
      respond: { status: 429, retryAfterMs: 1 },
      times: 2,
    });
    const { statusCode, headers } = await container.items.create({ id: "1", pk: "p" });
    expect(statusCode).toBe(201);
    expect(headers["x-ms-throttle-retry-count"]).toBe(2);
  });

  it("hold until they are replaced, for what they match", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p" });
    await putFaults({ match: { method: "PATCH", path: container.id }, respond: { status: 503 } });
    const patch = () => container.item("1", "p").patch([{ op: "set", path: "/n", value: 1 }]);
    expect(await outcome(patch())).toBe(503);
    expect(await outcome(patch())).toBe(503);
    expect((await container.item("1", "p").read()).statusCode).toBe(200);
    await putFaults();
    expect(await outcome(patch())).toBe("done");
  });

  it("hang up before the request is carried out, or after it was committed", async () => {
    const container = await account.container();
    await container.items.create({ id: "0", pk: "p" });
    const match = { method: "POST", path: `colls/${container.id}/docs` };
    await putFaults({ match, drop: true });
    expect(await outcome(container.items.create({ id: "1", pk: "p" }))).not.toBe("done");
    await putFaults({ match, drop: true, afterCommit: true, times: 1 });
    // The answer is lost, and whether the SDK tries again is its own affair: the document is there.
    expect(await outcome(container.items.create({ id: "2", pk: "p" }))).not.toBe("done");
    await putFaults();
    expect((await container.item("1", "p").read()).statusCode).toBe(404);
    expect((await container.item("2", "p").read()).statusCode).toBe(200);
  });

  it("hold requests until they are replaced, before the request is carried out or after it was committed", async () => {
    const container = await account.container();
    await container.items.create({ id: "0", pk: "p" });
    const held = async () =>
      ((await (await fetch(`${account.endpoint()}/_emulator/faults`)).json()) as { readonly held: number }).held;
    for (const [id, afterCommit] of [
      ["1", false],
      ["2", true],
    ] as const) {
      await putFaults({ match: { method: "POST", path: `colls/${container.id}/docs` }, hold: true, afterCommit });
      const creation = container.items.create({ id, pk: "p" });
      await until("it is held", async () => (await held()) === 1);
      expect((await container.item(id, "p").read()).statusCode).toBe(afterCommit ? 200 : 404);
      await putFaults();
      expect((await creation).statusCode).toBe(201);
      expect(await held()).toBe(0);
    }
  });

  it("delay as many requests as there are without a warning of listeners", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p" });
    await putFaults({ match: { method: "GET", path: container.id }, delayMs: 100 });
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    await Promise.all(Array.from({ length: 30 }, () => container.item("1", "p").read()));
    process.off("warning", note);
    await putFaults();
    expect(warnings.map(({ name }) => name)).not.toContain("MaxListenersExceededWarning");
  });

  it("delay, and do nothing else", async () => {
    const container = await account.container();
    await putFaults({ match: { method: "POST", path: container.id }, delayMs: 30 });
    const start = performance.now();
    await container.items.create({ id: "1", pk: "p" });
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
    await putFaults();
  });
});

describe("counting", () => {
  it("names each operation by database, container and kind, with its request units", async () => {
    const container = await account.container();
    const item = container.item("1", "p");
    const { operations, total, requestUnits } = await counted(async () => {
      await container.items.create({ id: "1", pk: "p" });
      await item.read();
      await item.replace({ id: "1", pk: "p" });
      await item.patch([{ op: "set", path: "/n", value: 1 }]);
      await container.items.upsert({ id: "1", pk: "p" });
      await container.items.batch([{ operationType: "Read", id: "1" }], "p");
      await container.items.bulk([{ operationType: "Read", id: "1", partitionKey: "p" }]);
      await container.items.query("SELECT * FROM c", { partitionKey: "p" }).fetchAll();
      await container.items.getChangeFeedIterator({}).readNext();
      await item.delete();
    });
    const kinds = Object.keys(operations).filter((name) => name !== "metadata");
    expect(new Set(kinds)).toEqual(
      new Set(
        [
          "batch",
          "bulk",
          "change-feed",
          "create",
          "delete",
          "patch",
          "query",
          "query-plan",
          "read",
          "replace",
          "upsert",
        ].map((kind) => `headquarters/${container.id} ${kind}`),
      ),
    );
    expect(operations[`headquarters/${container.id} read`]).toEqual({ count: 1, requestUnits: 1 });
    expect(operations[`headquarters/${container.id} query-plan`]).toEqual({ count: 1, requestUnits: 0 });
    expect(total).toBeGreaterThanOrEqual(kinds.length);
    expect(requestUnits).toBeGreaterThan(0);
  });

  it("charges by size and results, whatever else is in the container", async () => {
    const container = await account.container();
    const create = async (id: string, text: string) =>
      (await container.items.create({ id, pk: "p", text })).requestCharge;
    const query = async () =>
      (await container.items.query("SELECT * FROM c WHERE c.id = '0'").fetchAll()).requestCharge;
    const small = await create("0", "");
    expect(await create("1", "x".repeat(3_000))).toBeGreaterThan(2 * small);
    const before = await query();
    for (const id of ["2", "3", "4", "5"]) await create(id, "");
    expect(await query()).toBe(before);
  });
});
