import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyRanges } from "../../../local/emulators/cosmos/partition-key/key-ranges";
import { longLookups } from "../../../local/emulators/cosmos/query/long-lookups";
import type { TermLookup } from "../../../local/emulators/cosmos/query/term-lookup";
import { openCatalog } from "../../../local/emulators/cosmos/storage/catalog";
import type { Container } from "../../../local/emulators/cosmos/storage/container";
import { openStore, type Store } from "../../../local/emulators/cosmos/storage/store";
import { hierarchicalKey } from "./account";

const lookup = (value: string): TermLookup => [
  { path: ["type"], range: { low: value, includesLow: true, high: value, includesHigh: true } },
];

describe("lookups that were found to be long", () => {
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

  it("are known for their value and prefix alone", () => {
    longLookups(container).add(lookup("customer"), '["g"]');
    expect(longLookups(container).has(lookup("customer"), '["g"]')).toBe(true);
    expect(longLookups(container).has(lookup("customer"), '["h"]')).toBe(false);
    expect(longLookups(container).has(lookup("operation"), '["g"]')).toBe(false);
  });

  it("are counted again once so many writes may have made them short", () => {
    longLookups(container).add(lookup("old"), undefined);
    for (let write = 0; write < 9_999; write += 1) container.nextLsn();
    expect(longLookups(container).has(lookup("old"), undefined)).toBe(true);
    container.nextLsn();
    expect(longLookups(container).has(lookup("old"), undefined)).toBe(false);
  });
});
