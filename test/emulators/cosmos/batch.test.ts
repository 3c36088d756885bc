import { BulkOperationType } from "@azure/cosmos";
import { describe, expect, it } from "vitest";
import { hierarchicalKey, testAccount } from "./account";

const account = testAccount();
const statuses = (results: readonly { readonly statusCode: number }[] | undefined) =>
  results?.map(({ statusCode }) => statusCode);

describe("transactional batch", () => {
  it("carries out every kind of operation", async () => {
    const { items } = await account.container();
    const first = await items.batch(
      [
        { operationType: "Create", resourceBody: { id: "1", pk: "p", n: 1 } },
        { operationType: "Upsert", resourceBody: { id: "2", pk: "p" } },
        { operationType: "Read", id: "1" },
      ],
      "p",
    );
    expect(statuses(first.result)).toEqual([201, 201, 200]);
    const second = await items.batch(
      [
        { operationType: "Patch", id: "1", resourceBody: { operations: [{ op: "incr", path: "/n", value: 1 }] } },
        { operationType: "Replace", id: "2", resourceBody: { id: "2", pk: "p", n: 9 } },
        { operationType: "Delete", id: "2" },
      ],
      "p",
    );
    expect(statuses(second.result)).toEqual([200, 200, 204]);
    expect(second.result?.[0]?.resourceBody).toMatchObject({ n: 2 });
  });

  it("writes nothing when one operation fails", async () => {
    const container = await account.container();
    await container.items.create({ id: "taken", pk: "p" });
    const { code, result } = await container.items.batch(
      ["a", "taken", "b"].map((id) => ({ operationType: "Create", resourceBody: { id, pk: "p" } }) as const),
      "p",
    );
    expect(code).toBe(207);
    expect(statuses(result)).toEqual([424, 409, 424]);
    expect((await container.item("a", "p").read()).statusCode).toBe(404);
  });

  it("checks the version of each operation", async () => {
    const { items } = await account.container();
    const { etag } = await items.create({ id: "1", pk: "p" });
    const replace = (ifMatch: string) =>
      ({ operationType: "Replace", id: "1", ifMatch, resourceBody: { id: "1", pk: "p", n: 1 } }) as const;
    expect(statuses((await items.batch([replace('"stale"')], "p")).result)).toEqual([412]);
    expect(statuses((await items.batch([replace(etag)], "p")).result)).toEqual([200]);
  });

  it("works in a partition of a hierarchical key, and only in that one", async () => {
    const { items } = await account.container({ partitionKey: hierarchicalKey });
    const create = (customer: string) =>
      ({ operationType: "Create", resourceBody: { id: "1", group: "g", customer } }) as const;
    expect(statuses((await items.batch([create("a")], ["g", "a"])).result)).toEqual([201]);
    expect(statuses((await items.batch([create("b")], ["g", "a"])).result)).toEqual([400]);
  });
});

describe("bulk", () => {
  it("carries out operations in many partitions, each for itself", async () => {
    const { items } = await account.container();
    const creates = Array.from({ length: 200 }, (_, n) => ({
      operationType: BulkOperationType.Create,
      partitionKey: `p${n % 10}`,
      resourceBody: { id: `${n}`, pk: `p${n % 10}` },
    }));
    const results = await items.executeBulkOperations(creates);
    expect(results.filter(({ response }) => response?.statusCode === 201)).toHaveLength(200);
  });

  it("goes on after an error", async () => {
    const { items } = await account.container();
    await items.create({ id: "taken", pk: "p" });
    const results = await items.bulk([
      { operationType: "Create", resourceBody: { id: "taken", pk: "p" } },
      { operationType: "Upsert", partitionKey: "q", resourceBody: { id: "new", pk: "q" } },
      { operationType: "Read", id: "taken", partitionKey: "p" },
    ]);
    expect(statuses(results)).toEqual([409, 201, 200]);
  });
});
