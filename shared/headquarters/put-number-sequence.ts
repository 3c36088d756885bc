import { Failure } from "../failure";
import type { NumberSequence } from "./collections";
import type { ConfigurationStore, Stored } from "./configuration-store";

/**
 * Saves a number sequence. `next` only ever rises, or numbers would be given twice (S7): rejects with
 * `invalid-request` when it would fall, and with `precondition-failed` when a block was taken at the same moment.
 */
export async function putNumberSequence(
  store: ConfigurationStore,
  id: string,
  sequence: NumberSequence,
  ifMatch?: string,
): Promise<Stored<NumberSequence>> {
  const present = await store.find("number-sequences", id);
  if (present && sequence.next < present.item.next) {
    const errors = [{ pointer: "/next", message: `next only rises; it is ${present.item.next}.` }];
    throw new Failure("invalid-request", "The number sequence cannot go back.", { errors });
  }
  return store.put("number-sequences", id, sequence, ifMatch ?? present?.etag);
}

/** How many numbers are left. */
export const remainingNumbers = ({ largest, next }: NumberSequence) => Math.max(0, largest - next + 1);
