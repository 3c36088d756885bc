import type { BookEntry, Membership } from "../../../shared/clienteling/membership";
import { made } from "../customers/new";

const at = "2026-03-01T09:00:00.000Z";

export const entry = (workerId: string, attributes: BookEntry["attributes"] = {}): BookEntry => ({
  workerId,
  clientBookId: `CB-${workerId}`,
  attributes,
  addedAt: at,
});

export const membershipOf = (customerId: string, revision: number, ...entries: BookEntry[]): Membership => ({
  customerId,
  legalEntityId: "usrt",
  entries,
  lastContactAt: null,
  revision,
});

/** A customer at a revision, with its place in the books. */
export function member(customerId: string, revision: number, membership: Membership, lastName = "Bowman") {
  return {
    customer: { ...made({ firstName: "Ana", lastName }), customerId, accountNumber: "00-1" },
    revision,
    membership,
  };
}
