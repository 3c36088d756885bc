import { z } from "zod";
import {
  type CollectionName,
  collections,
  type NumberSequence,
  remainingNumbers,
  type Stored,
  sequenceWarnings,
} from "../../shared/headquarters";

/** The collections that have a place of their own in the API. */
const elsewhere: readonly CollectionName[] = ["parameters", "features", "customer-insights"];
const names = (Object.keys(collections) as CollectionName[]).filter((name) => !elsewhere.includes(name));

export const collectionName = z.enum(names as [CollectionName, ...CollectionName[]]);
export const configurationItem = z.looseObject({ id: z.string() });

/** An item as the API shows it: its id and its body; a number sequence with what is left of it. */
export function itemView(collection: CollectionName, { id, item }: Stored<object>) {
  if (collection !== "number-sequences") return { id, ...item };
  const sequence = item as NumberSequence;
  return { id, ...item, remaining: remainingNumbers(sequence), ...withWarnings(sequenceWarnings(sequence)) };
}

/** What is sent to be saved, without what the API shows beside it; the id is that of the path. */
export function sentItem({ id, remaining: _, warnings: __, ...item }: Record<string, unknown>, pathId: string): object {
  return id === undefined || id === pathId ? item : { id, ...item };
}

export const withWarnings = (warnings: readonly string[]) => (warnings.length === 0 ? {} : { warnings });
