import type { ChannelCustomer } from "../../customers";
import type { ChannelConfiguration } from "../../headquarters";
import type { FindKnownCustomers } from "../cards/find-clients";
import type { ClientBook } from "../client-book";
import type { FindCustomers } from "../find-customers";
import type { BookEntry } from "../membership";
import { requireClienteling } from "../require-clienteling";
import type { BookOf, ClientBookRules, FindClientBookRules } from "./book-of";
import type { BringMembers } from "./bring-members";
import type { ChangeMemberships, Decision } from "./change-memberships";
import { initialAttributes } from "./initial-attributes";

export interface AddPorts {
  readonly findCustomers: FindCustomers;
  readonly bookOf: BookOf;
  readonly rulesOf: FindClientBookRules;
  readonly changeMemberships: ChangeMemberships;
  readonly findKnownCustomers: FindKnownCustomers;
  readonly bringMembers: BringMembers;
  now(): Date;
}

export interface AddResult {
  readonly customerId: string;
  readonly outcome: "added" | "alreadyMine" | "inAnotherBook" | "notFound";
  /** In whose book the customer is, when it is in another one. */
  readonly workerId?: string;
}

/**
 * Adds customers to an associate's book, each by itself, in the order of the request (B2). Membership comes first,
 * at headquarters, then the card: a crash between the two leaves a customer whose card job 1010 brings, as does asking
 * again. Rejects with `headquarters-unavailable` and `channel-database-unavailable`.
 */
export type AddToClientBook = (
  channel: ChannelConfiguration,
  workerId: string,
  customerIds: readonly string[],
) => Promise<readonly AddResult[]>;

export function addToClientBook(ports: AddPorts): AddToClientBook {
  return async (channel, workerId, customerIds) => {
    requireClienteling(channel);
    const { legalEntityId } = channel.organization;
    const found = await ports.findCustomers(channel, [...new Set(customerIds)]);
    const [book, rules] = await Promise.all([ports.bookOf(workerId, legalEntityId), ports.rulesOf(legalEntityId)]);
    const entry = newEntry(book, channel, ports.now());
    const byId = new Map([...found.values()].map((known) => [known.customer.customerId, known]));
    const changed = await ports.changeMemberships(legalEntityId, [...byId.keys()], (entries) =>
      adding(entries, entry, rules),
    );
    const mine = [...changed].flatMap(([id, { outcome, membership, before }]) => {
      const known = byId.get(id);
      return known && membership && outcome.outcome !== "inAnotherBook" ? [{ ...known, membership, before }] : [];
    });
    const added = [...changed].filter(([, { outcome }]) => outcome.outcome === "added").map(([id]) => id);
    const gone = await takeBack(workerId, legalEntityId, added);
    await ports.bringMembers(
      channel,
      mine.filter(({ customer }) => !gone.has(customer.customerId)),
    );
    return customerIds.map((customerId) => resultOf(customerId, found, changed, gone));
  };

  /**
   * Who was erased or merged after the look at their copy leaves the book again (P1, C7): whoever did that passed by
   * before they were in it. Asking again finds whom a merged one stands for.
   */
  async function takeBack(workerId: string, legalEntityId: string, ids: readonly string[]): Promise<Set<string>> {
    const known = ids.length === 0 ? new Map() : await ports.findKnownCustomers(ids);
    const gone = [...known.values()]
      .map(({ customer }) => customer)
      .filter(({ erasedAt, mergedInto }) => erasedAt !== null || mergedInto !== null)
      .map(({ customerId }) => customerId);
    const leave = (entries: readonly BookEntry[]) => ({
      outcome: "left",
      entries: entries.filter((entry) => entry.workerId !== workerId),
    });
    if (gone.length > 0) await ports.changeMemberships(legalEntityId, gone, leave);
    return new Set(gone);
  }
}

const newEntry = ({ workerId, clientBookId }: ClientBook, channel: ChannelConfiguration, now: Date): BookEntry => ({
  workerId,
  clientBookId,
  attributes: initialAttributes(channel),
  addedAt: now.toISOString(),
});

type Outcome = Omit<AddResult, "customerId">;

/** Whether a customer comes into a book, given the books that it is in. */
export function adding(entries: readonly BookEntry[], entry: BookEntry, rules: ClientBookRules): Decision<Outcome> {
  if (entries.some(({ workerId }) => workerId === entry.workerId)) return { outcome: { outcome: "alreadyMine" } };
  const [other] = entries;
  if (other && !rules.allowSeveralClientBooks)
    return { outcome: { outcome: "inAnotherBook", workerId: other.workerId } };
  return { outcome: { outcome: "added" }, entries: [...entries, entry] };
}

function resultOf(
  customerId: string,
  found: ReadonlyMap<string, ChannelCustomer>,
  changed: ReadonlyMap<string, { readonly outcome: Outcome }>,
  gone: ReadonlySet<string>,
): AddResult {
  const known = found.get(customerId);
  const outcome = known && !gone.has(known.customer.customerId) && changed.get(known.customer.customerId)?.outcome;
  return { customerId, ...(outcome || { outcome: "notFound" }) };
}
