import { describe, expect, it } from "vitest";
import { cosmosClient, ifMatch, outcome, testAccount } from "./account";

const account = testAccount();

describe("documents", () => {
  it("creates with system properties, a charge and a session token", async () => {
    const container = await account.container();
    const { statusCode, resource, requestCharge, headers } = await container.items.create({ id: "1", pk: "p", n: 1 });
    expect(statusCode).toBe(201);
    expect(resource).toMatchObject({ id: "1", pk: "p", n: 1, _etag: expect.stringMatching(/^".+"$/) });
    expect(resource?._ts).toBeGreaterThan(1_600_000_000);
    expect(requestCharge).toBeGreaterThan(0);
    expect(headers["x-ms-session-token"]).toMatch(/^0:-1#\d+$/);
  });

  it("keeps an id once per partition", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p" });
    expect(await outcome(container.items.create({ id: "1", pk: "p" }))).toBe(409);
    expect(await outcome(container.items.create({ id: "1", pk: "q" }))).toBe("done");
  });

  it("reads by id and partition key, and says when there is nothing or nothing new", async () => {
    const container = await account.container();
    const { etag } = await container.items.create({ id: "1", pk: "p", n: 7 });
    expect((await container.item("1", "p").read()).resource).toMatchObject({ n: 7 });
    expect((await container.item("1", "q").read()).statusCode).toBe(404);
    const unchanged = await container
      .item("1", "p")
      .read({ accessCondition: { type: "IfNoneMatch", condition: etag } });
    expect(unchanged.statusCode).toBe(304);
  });

  it("replaces and deletes only the version that If-Match names", async () => {
    const container = await account.container();
    const { etag } = await container.items.create({ id: "1", pk: "p", n: 1 });
    const item = container.item("1", "p");
    const replaced = await item.replace({ id: "1", pk: "p", n: 2 }, ifMatch(etag));
    expect(replaced.resource).toMatchObject({ n: 2 });
    expect(replaced.etag).not.toBe(etag);
    expect(await outcome(item.replace({ id: "1", pk: "p", n: 3 }, ifMatch(etag)))).toBe(412);
    expect(await outcome(item.delete(ifMatch(etag)))).toBe(412);
    expect((await item.delete(ifMatch(replaced.etag))).statusCode).toBe(204);
    expect(await outcome(item.delete())).toBe(404);
  });

  it("upserts: 201 for a new document, 200 for one that is there, 412 for a stale version", async () => {
    const container = await account.container();
    expect((await container.items.upsert({ id: "1", pk: "p" })).statusCode).toBe(201);
    expect((await container.items.upsert({ id: "1", pk: "p", n: 1 })).statusCode).toBe(200);
    expect(await outcome(container.items.upsert({ id: "1", pk: "p", n: 2 }, ifMatch('"stale"')))).toBe(412);
  });

  it("refuses to move a document to another partition", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p" });
    expect(await outcome(container.item("1", "p").replace({ id: "1", pk: "q" }))).toBe(400);
  });

  it("tells numbers, null and no value apart as partition keys", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: 7, of: "number" });
    await container.items.create({ id: "1", pk: "7", of: "text" });
    await container.items.create({ id: "1", pk: null, of: "null" });
    await container.items.create({ id: "1", of: "none" });
    const read = async (key: string | number | null | undefined) =>
      (await container.item("1", key as string).read<{ of: string }>()).resource?.of;
    expect([await read(7), await read("7"), await read(null), await read(undefined)]).toEqual([
      "number",
      "text",
      "null",
      "none",
    ]);
  });

  it("takes any letters in ids and keys, but no separators in ids", async () => {
    const container = await account.container();
    await container.items.create({ id: "a b:ü+%€", pk: "ü€", v: 1 });
    expect((await container.item("a b:ü+%€", "ü€").read()).resource).toMatchObject({ v: 1 });
    expect(await outcome(container.items.create({ id: "a/b", pk: "p" }))).not.toBe("done");
  });

  it("refuses documents above 2 MB", async () => {
    const container = await account.container();
    expect(await outcome(container.items.create({ id: "1", pk: "p", text: "x".repeat(2_200_000) }))).toBe(413);
  });

  it("lets exactly one of many writers with the same version win", async () => {
    const container = await account.container();
    const { etag } = await container.items.create({ id: "1", pk: "p", n: 0 });
    const attempts = Array.from({ length: 20 }, (_, n) =>
      outcome(container.item("1", "p").replace({ id: "1", pk: "p", n }, ifMatch(etag))),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
    expect(outcomes.filter((one) => one === 412)).toHaveLength(19);
  });

  it("answers 401 to a wrong key and 404 in a container that does not exist", async () => {
    const stranger = cosmosClient(account.endpoint(), Buffer.from("a wrong key").toString("base64"));
    expect(await outcome(stranger.database("headquarters").read())).toBe(401);
    const missing = account.client().database("headquarters").container("missing");
    expect(await outcome(missing.items.create({ id: "1", pk: "p" }))).toBe(404);
  });
});
