import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyRanges } from "../../../local/emulators/cosmos/partition-key/key-ranges";
import { chooseReader } from "../../../local/emulators/cosmos/query/choose-reader";
import { extractCondition } from "../../../local/emulators/cosmos/query/extract-condition";
import { parseQuery } from "../../../local/emulators/cosmos/sql/parse-select";
import { openCatalog } from "../../../local/emulators/cosmos/storage/catalog";
import type { Container } from "../../../local/emulators/cosmos/storage/container";
import { openStore, type Store } from "../../../local/emulators/cosmos/storage/store";
import { hierarchicalKey } from "./account";

let store: Store;
let container: Container;

beforeAll(() => {
  store = openStore(":memory:");
  const catalog = openCatalog(store, keyRanges(1));
  catalog.createDatabase({ id: "d" });
  catalog.createContainer("d", { id: "c", partitionKey: hierarchicalKey });
  container = catalog.container("d", "c");
});
afterAll(() => store.close());

const parameters = { "@k": "anna", "@le": "se", "@books": ["a", "b"], "@now": 5 };

/** How SQLite would run the first read of a query, in its own words. */
function plan(where: string, partitionKey?: string): string {
  const syntax = parseQuery(`SELECT * FROM c WHERE ${where}`);
  const extracted = syntax.where && extractCondition(syntax.where, new Set(["c"]), parameters);
  const { reader } = chooseReader(store, container, partitionKey, extracted?.condition, undefined);
  const { sql, values } = reader.explain();
  return store
    .rows(`EXPLAIN QUERY PLAN ${sql}`, ...values)
    .map((row) => row.at(-1))
    .join("; ");
}

describe("how queries are read", () => {
  it.each([
    "ARRAY_CONTAINS(c.searchKeys, @k)",
    "EXISTS(SELECT VALUE k FROM k IN c.searchKeys WHERE STARTSWITH(k, @k))",
    "EXISTS(SELECT VALUE k FROM k IN c.searchKeys WHERE k = @k) AND c.type = 'x' AND c.legalEntityId = @le",
    "ARRAY_CONTAINS(c.searchKeys, @k) OR ARRAY_CONTAINS(c.otherKeys, @k)",
    "EXISTS(SELECT VALUE b FROM b IN c.addressBookIds WHERE ARRAY_CONTAINS(@books, b))",
    "c.state IN ('a', 'b') AND c.dueAt <= @now",
    "c.id = @k",
  ])("%s looks up terms, in their order, without sorting", (where) => {
    const across = plan(where);
    expect(across).toMatch(/SEARCH t USING (COVERING )?INDEX \w+_across \(value/);
    const under = plan(where, '["g"]');
    expect(under).toMatch(
      /SEARCH t USING PRIMARY KEY \(scope=\? AND value|SEARCH t USING PRIMARY KEY \(scope=\? AND \(value/,
    );
    for (const text of [across, under]) {
      expect(text).toContain("SEARCH d USING INTEGER PRIMARY KEY (rowid=?)");
      expect(text).not.toContain("TEMP B-TREE");
      expect(text).not.toContain("SCAN d");
      expect(text).not.toContain("SCAN t ");
    }
  });

  it("reads a partition, and a prefix without terms, by the index of the keys", () => {
    expect(plan("c.n != 1", '["g","c"]')).toMatch(/^SEARCH d USING INDEX \w+_pk \(pk=\? AND id>\?\)/);
    expect(plan("c.group = 'g' AND c.customer = 'c'")).toMatch(/^SEARCH d USING INDEX \w+_pk \(pk=\? AND id>\?\)/);
    expect(plan("c.n != 1", '["g"]')).toMatch(/^SEARCH d USING INDEX \w+_pk \(/);
    expect(plan("c.n != 1", '["g"]')).not.toContain("TEMP B-TREE");
  });

  it("reads everything, in order, when nothing else helps", () => {
    expect(plan("c.n != 1")).toBe("SEARCH d USING INTEGER PRIMARY KEY (rowid>?)");
  });
});
