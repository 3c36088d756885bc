import type { PartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import type { TermLookup } from "./term-lookup";

/** The lookups of a container that were found to be long; to count them for each query would cost more than the query. */
export interface LongLookups {
  has(lookup: TermLookup, prefix: PartitionKey | undefined): boolean;
  add(lookup: TermLookup, prefix: PartitionKey | undefined): void;
}

/** After so many writes of the container a lookup may have become short: it is counted again. */
const writesUntilForgotten = 10_000;
const mostKept = 1_000;

const lsnByLookup = new WeakMap<Container, Map<string, number>>();

export function longLookups(container: Container): LongLookups {
  const known = lsnByLookup.get(container) ?? new Map<string, number>();
  lsnByLookup.set(container, known);
  return {
    has(lookup, prefix) {
      const lsn = known.get(keyOf(lookup, prefix));
      return lsn !== undefined && container.lsn - lsn < writesUntilForgotten;
    },
    add(lookup, prefix) {
      if (known.size >= mostKept) known.clear();
      known.set(keyOf(lookup, prefix), container.lsn);
    },
  };
}

const keyOf = (lookup: TermLookup, prefix: PartitionKey | undefined) => JSON.stringify([prefix, lookup]);
