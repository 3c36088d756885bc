import type { Channel, CollectionItem, CollectionName } from "./collections";
import { isScarce, type NumberSequence, remainingNumbers } from "./number-sequence";

/** What an administrator should know of an item that was saved. */
export function saveWarnings(collection: CollectionName, item: CollectionItem<CollectionName>): readonly string[] {
  if (collection === "number-sequences") return sequenceWarnings(item as NumberSequence);
  if (collection !== "channels" || (item as Channel).defaultCustomer.receiptEmail === null) return [];
  return ["Every new customer of this channel without a receipt e-mail gets the default customer's (D2)."];
}

/** Said long before the sequence is exhausted, with every answer that shows it (S7). */
export function sequenceWarnings(sequence: NumberSequence): readonly string[] {
  const remaining = remainingNumbers(sequence);
  if (!isScarce(remaining, sequence.blockSize)) return [];
  return [`Only ${remaining} numbers are left: enlarge the sequence, or have the parameters name another one (S7).`];
}
