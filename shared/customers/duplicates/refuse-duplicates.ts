import { Failure } from "../../failure";
import { type Duplicate, possibleDuplicatesOf } from "./duplicate-search";

/** What a create does when somebody may be the same person (C7): says so, or is refused. */
export type OnDuplicate = "report" | "reject";

/** Rejects with `duplicate-customer` when there is any; the problem names them. */
export function refuseDuplicates(...found: readonly (readonly Duplicate[])[]): void {
  const possibleDuplicates = possibleDuplicatesOf(...found).map((duplicate) => detailed(duplicate, found.flat()));
  if (possibleDuplicates.length === 0) return;
  const message = "There is a customer with the same e-mail, phone, or name and postal code.";
  throw new Failure("duplicate-customer", message, { members: { possibleDuplicates } });
}

/** A possible duplicate with what was found of them, as far as it was looked for. */
export function detailed<Known extends { customerId: string }>(known: Known, found: readonly Duplicate[]) {
  const details = found.find(({ customerId }) => customerId === known.customerId);
  return details ? { ...known, accountNumber: details.accountNumber, name: details.name } : known;
}
