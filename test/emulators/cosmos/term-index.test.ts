import type { Container, ContainerDefinition } from "@azure/cosmos";
import { describe, expect, it } from "vitest";
import { hierarchicalKey, testAccount } from "./account";

const account = testAccount();

const namedPaths: Partial<ContainerDefinition> = {
  indexingPolicy: {
    includedPaths: ["/keys/[]/?", "/books/[]/?", "/addresses/[]/city/?", "/type/?", "/state/?", "/dueAt/?"].map(
      (path) => ({ path }),
    ),
    excludedPaths: [{ path: "/*" }],
  },
};

async function seed(definition: Partial<ContainerDefinition>): Promise<Container> {
  const container = await account.container({ ...definition, partitionKey: hierarchicalKey });
  for (let n = 0; n < 24; n += 1) {
    await container.items.create({
      id: `${n}`,
      group: n % 2 ? "odd" : "even",
      customer: `c${n}`,
      n,
      keys: [`anna${n % 3}`, `andersson${n % 4}`, `${n}`],
      books: [`b${n % 5}`],
      addresses: [{ city: n % 2 ? "Malmö" : "Lund" }, "none", { city: `city${n}` }],
      type: n % 6 === 0 ? "note" : "customer",
      state: n % 8 === 0 ? "open" : "done",
      dueAt: n * 10,
    });
  }
  return container;
}

async function find(
  container: Container,
  where: string,
  parameters: Readonly<Record<string, unknown>>,
  prefix?: string,
) {
  const found: number[] = [];
  let continuationToken: string | undefined;
  // Small pages: the continuation is part of what is tested.
  do {
    const { resources, continuationToken: next } = await container.items
      .query<number>(
        {
          query: `SELECT VALUE c.n FROM c WHERE ${where}`,
          parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: value as string })),
        },
        { maxItemCount: 2, ...(prefix && { partitionKey: [prefix] }), ...(continuationToken && { continuationToken }) },
      )
      .fetchNext();
    found.push(...resources);
    continuationToken = next;
  } while (continuationToken);
  return found.sort((a, b) => a - b);
}

const all = Array.from({ length: 24 }, (_, n) => n);

describe.each([
  ["paths that the policy names", namedPaths],
  ["the standard policy", {}],
  ["no index at all", { indexingPolicy: { includedPaths: [], excludedPaths: [{ path: "/*" }] } }],
])("searches with %s", (_, definition) => {
  const searches: [string, Record<string, unknown>, (n: number) => boolean][] = [
    ["ARRAY_CONTAINS(c.keys, @k)", { "@k": "anna1" }, (n) => n % 3 === 1],
    ["ARRAY_CONTAINS(c.keys, @k) AND c.type = 'note'", { "@k": "anna0" }, (n) => n % 6 === 0],
    ["EXISTS(SELECT VALUE k FROM k IN c.keys WHERE STARTSWITH(k, @p))", { "@p": "an" }, () => true],
    ["EXISTS(SELECT VALUE k FROM k IN c.keys WHERE k = @v)", { "@v": "7" }, (n) => n === 7],
    [
      "EXISTS(SELECT VALUE k FROM k IN c.keys WHERE STARTSWITH(k, @a)) AND ARRAY_CONTAINS(c.keys, @b)",
      { "@a": "anna2", "@b": "andersson1" },
      (n) => n % 3 === 2 && n % 4 === 1,
    ],
    [
      "ARRAY_CONTAINS(c.keys, @a) OR EXISTS(SELECT VALUE k FROM k IN c.keys WHERE STARTSWITH(k, @b))",
      { "@a": "anna0", "@b": "anna" },
      () => true,
    ],
    [
      "EXISTS(SELECT VALUE b FROM b IN c.books WHERE ARRAY_CONTAINS(@books, b)) AND c.state = 'open'",
      { "@books": ["b0", "b1", "b3"] },
      (n) => [0, 1, 3].includes(n % 5) && n % 8 === 0,
    ],
    ["c.state IN ('open', 'waiting') AND c.dueAt <= @now", { "@now": 80 }, (n) => n % 8 === 0 && n <= 8],
    ["c.dueAt > @low AND c.dueAt < @high", { "@low": 40, "@high": 70 }, (n) => n === 5 || n === 6],
    ["EXISTS(SELECT VALUE a FROM a IN c.addresses WHERE a.city = @c)", { "@c": "Malmö" }, (n) => n % 2 === 1],
    ["c.id = @id", { "@id": "5" }, (n) => n === 5],
  ];

  it("finds each document once, across partitions and under a prefix", async () => {
    const container = await seed(definition);
    for (const [where, parameters, holds] of searches) {
      expect(await find(container, where, parameters), where).toEqual(all.filter(holds));
      expect(await find(container, where, parameters, "odd"), where).toEqual(
        all.filter((n) => n % 2 === 1 && holds(n)),
      );
    }
  });

  it("follows every write", async () => {
    const container = await seed(definition);
    const key = "ARRAY_CONTAINS(c.keys, @k)";
    expect(await find(container, key, { "@k": "anna1" })).toHaveLength(8);
    await container.item("1", ["odd", "c1"]).patch([{ op: "set", path: "/keys", value: ["new"] }]);
    await container.item("4", ["even", "c4"]).delete();
    await container.items.batch(
      [
        { operationType: "Create", resourceBody: { id: "x", group: "odd", customer: "x", n: 98, keys: ["anna1"] } },
        { operationType: "Read", id: "missing" },
      ],
      ["odd", "x"],
    );
    await container.items.upsert({ id: "y", group: "odd", customer: "y", n: 99, keys: ["anna1", "new"] });
    expect(await find(container, key, { "@k": "anna1" })).toEqual([7, 10, 13, 16, 19, 22, 99]);
    expect(await find(container, key, { "@k": "new" }, "odd")).toEqual([1, 99]);
  });

  it("stops at TOP", async () => {
    const container = await seed(definition);
    const { resources } = await container.items
      .query("SELECT TOP 3 VALUE c.n FROM c WHERE ARRAY_CONTAINS(c.keys, 'anna1')", { maxItemCount: 2 })
      .fetchAll();
    expect(resources).toHaveLength(3);
  });
});

describe("counting", () => {
  it.each([
    ["c.type = 'note'", 4],
    ["c.n = 3", 1],
    ["ARRAY_CONTAINS(c.keys, 'anna1')", 8],
    ["c.state IN ('open', 'done')", 24],
    ["c.id = '3'", 1],
    ["true", 24],
  ])("%s", async (where, count) => {
    const container = await seed(namedPaths);
    const { resources } = await container.items.query(`SELECT VALUE COUNT(1) FROM c WHERE ${where}`).fetchAll();
    expect(resources).toEqual([count]);
  });
});

describe("a changed indexing policy", () => {
  it("is followed from then on", async () => {
    const container = await seed(namedPaths);
    const { resource } = await container.read();
    await container.replace({ ...resource, id: container.id, partitionKey: hierarchicalKey, indexingPolicy: {} });
    expect(await find(container, "ARRAY_CONTAINS(c.keys, @k)", { "@k": "anna1" })).toHaveLength(8);
  });
});
