import { Failure } from "../failure";
import type { CollectionName } from "./collections";
import type { NumberSequence } from "./number-sequence";

/** `next` only ever rises, or numbers would be given twice (S7): rejects with `invalid-request` when it would fall. */
export function requireRisingNumbers(collection: CollectionName, before: object | undefined, after: object): void {
  if (collection !== "number-sequences" || before === undefined) return;
  const { next } = before as NumberSequence;
  if ((after as NumberSequence).next >= next) return;
  const errors = [{ pointer: "/next", message: `next only rises; it is ${next}.` }];
  throw new Failure("invalid-request", "The number sequence cannot go back.", { errors });
}
