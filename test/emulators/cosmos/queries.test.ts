import type { Container, FeedOptions } from "@azure/cosmos";
import { beforeAll, describe, expect, it } from "vitest";
import { outcome, testAccount } from "./account";

const account = testAccount();
let container: Container;

/** 60 documents, n from 0 to 59, in four partitions. */
beforeAll(async () => {
  container = await account.container();
  for (let n = 0; n < 60; n += 1) {
    await container.items.create({
      id: `q${n}`,
      pk: `Q${n % 4}`,
      n,
      g: `g${n % 3}`,
      name: `${n % 2 ? "Odd" : "even"}${n}`,
      tags: [`t${n % 5}`, "all"],
      a: n % 7,
      nested: { x: n * 2 },
      objects: [{ k: `k${n % 3}`, v: n }],
      flag: n % 2 === 0,
      ...(n % 10 === 0 && { optional: null }),
    });
  }
});

async function query(text: string, parameters: Readonly<Record<string, unknown>> = {}, options?: FeedOptions) {
  const spec = {
    query: text,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: value as string })),
  };
  return (await container.items.query(spec, options).fetchAll()).resources;
}

async function numbers(where: string, parameters?: Readonly<Record<string, unknown>>): Promise<number[]> {
  return ((await query(`SELECT VALUE c.n FROM c WHERE ${where}`, parameters)) as number[]).sort((a, b) => a - b);
}

const upTo = (end: number, holds: (n: number) => boolean) => Array.from({ length: end }, (_, n) => n).filter(holds);

describe("WHERE", () => {
  it.each<[string, (n: number) => boolean]>([
    ["c.n < 5", (n) => n < 5],
    ["c.n >= 57 OR 2 > c.n", (n) => n >= 57 || n < 2],
    ["NOT (c.n > 1)", (n) => n <= 1],
    ["c.n BETWEEN 3 AND 5", (n) => n >= 3 && n <= 5],
    ["c.n IN (1, 2, 99)", (n) => n === 1 || n === 2],
    ["c.n NOT IN (1, 2)", (n) => n !== 1 && n !== 2],
    ["c.nested.x = 8 AND c['nested']['x'] = 8", (n) => n === 4],
    ["c.flag = true", (n) => n % 2 === 0],
    ["c.flag", (n) => n % 2 === 0],
    ["STARTSWITH(c.name, 'Odd')", (n) => n % 2 === 1],
    ["STARTSWITH(c.name, 'odd', true)", (n) => n % 2 === 1],
    ["CONTAINS(c.name, 'dd1')", (n) => /dd1/.test(`${n % 2 ? "Odd" : "even"}${n}`)],
    ["ENDSWITH(c.name, '11')", (n) => n === 11],
    ["c.name LIKE 'Odd1%' AND c.name LIKE '___1_'", (n) => n % 2 === 1 && n > 10 && n < 20],
    ["STRINGEQUALS(c.name, 'ODD1', true)", (n) => n === 1],
    ["REGEXMATCH(c.name, '^Odd1$')", (n) => n === 1],
    ["IS_DEFINED(c.optional)", (n) => n % 10 === 0],
    ["IS_NULL(c.optional)", (n) => n % 10 === 0],
    ["c.optional = null", (n) => n % 10 === 0],
    ["NOT IS_DEFINED(c.optional)", (n) => n % 10 !== 0],
    ["ARRAY_CONTAINS(c.tags, 't1')", (n) => n % 5 === 1],
    ["ARRAY_CONTAINS(c.objects, {'k': 'k1'}, true)", (n) => n % 3 === 1],
    ["EXISTS(SELECT VALUE o FROM o IN c.objects WHERE o.k = 'k2' AND o.v > 30)", (n) => n % 3 === 2 && n > 30],
    ["(c.missing ?? 1) = 1 AND (c.n > 50 ? true : false)", (n) => n > 50],
    ["c.n % 10 = 3 AND c.n * 2 - 1 > 50", (n) => n % 10 === 3 && n * 2 - 1 > 50],
  ])("%s", async (where, holds) => {
    expect(await numbers(where)).toEqual(upTo(60, holds));
  });

  it("finds nothing where a side is undefined or of another type", async () => {
    for (const where of ["c.missing != 1", "NOT (c.missing = 1)", "c.flag = 1", "c.n = '5'", "c.n < 'a'"]) {
      expect(await numbers(where)).toEqual([]);
    }
  });

  it("takes parameters of every kind", async () => {
    expect(await numbers("c.n = @n OR ARRAY_CONTAINS(@list, c.n)", { "@n": 1, "@list": [4, 5] })).toEqual([1, 4, 5]);
    expect(await numbers("c.objects[0] = @object", { "@object": { v: 3, k: "k0" } })).toEqual([3]);
  });
});

describe("SELECT", () => {
  it("projects objects, arrays and subqueries, without what is undefined", async () => {
    const text = `SELECT c.id, c.missing, {"x": c.nested.x} AS o, [c.n, c.missing] AS list,
      ARRAY(SELECT VALUE t FROM t IN c.tags WHERE t != "all") AS tags FROM c WHERE c.id = "q3"`;
    expect(await query(text)).toEqual([{ id: "q3", o: { x: 6 }, list: [3], tags: ["t3"] }]);
  });

  it("joins arrays within a document", async () => {
    expect(await query("SELECT c.id, t FROM c JOIN t IN c.tags WHERE t = 't1' AND c.n < 2")).toEqual([
      { id: "q1", t: "t1" },
    ]);
    expect(await query("SELECT VALUE t FROM t IN c.tags WHERE t = 't1'")).toHaveLength(12);
  });

  it("gives distinct values", async () => {
    expect((await query("SELECT DISTINCT VALUE c.g FROM c ORDER BY c.g")) as string[]).toEqual(["g0", "g1", "g2"]);
  });

  it("aggregates, over everything and by group", async () => {
    expect(await query("SELECT VALUE COUNT(1) FROM c WHERE c.n < 10")).toEqual([10]);
    expect(await query("SELECT VALUE SUM(c.n) FROM c")).toEqual([1770]);
    expect(await query("SELECT VALUE AVG(c.n) FROM c")).toEqual([29.5]);
    expect(await query("SELECT VALUE MAX(c.n) FROM c")).toEqual([59]);
    expect(await query("SELECT VALUE COUNT(1) FROM c WHERE c.n < 0")).toEqual([0]);
    const groups = await query("SELECT c.g, COUNT(1) AS n, SUM(c.n) AS s FROM c GROUP BY c.g");
    expect(groups).toEqual([
      { g: "g0", n: 20, s: 570 },
      { g: "g1", n: 20, s: 590 },
      { g: "g2", n: 20, s: 610 },
    ]);
  });
});

describe("wrong queries", () => {
  it.each([
    "SELEC * FROM c",
    "SELECT * FROM c WHERE",
    "SELECT * FROM c WHERE d.n = 1",
    "SELECT * FROM c WHERE c.n = @missing",
    "SELECT * FROM c WHERE SOUNDSLIKE(c.name, 'x')",
    "SELECT * FROM c JOIN t IN c.tags",
  ])("%s is a 400", async (text) => {
    expect(await outcome(container.items.query(text).fetchAll())).toBe(400);
  });
});
