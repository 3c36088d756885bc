import type { ChannelCustomer } from "../../customers";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { ClientBook } from "../client-book";
import type { FindCustomers } from "../find-customers";
import type { BookEntry } from "../membership";
import { requireClienteling } from "../require-clienteling";
import type { BookOf } from "./book-of";
import type { BringMembers } from "./bring-members";
import type { ChangeMemberships, Decision } from "./change-memberships";

export interface ReassignPorts {
  readonly findCustomers: FindCustomers;
  readonly bookOf: BookOf;
  readonly changeMemberships: ChangeMemberships;
  readonly bringMembers: BringMembers;
}

export interface Reassignment {
  readonly customerIds: readonly string[];
  readonly toWorkerId: string;
  /** Out of whose book; without it, out of whichever book the customer came into first. */
  readonly fromWorkerId?: string | undefined;
}

export interface ReassignResult {
  readonly customerId: string;
  readonly outcome: "reassigned" | "notInBook" | "notFound";
}

/**
 * Moves customers between associates, for transfers and leavers, each by itself, in the order of the request (B4).
 * Client-book attributes stay. A crash between membership and cards leaves the cards to job 1010. Rejects with
 * `reference-missing` when the store has no such associate, and with `headquarters-unavailable`.
 */
export type ReassignCustomers = (
  channel: ChannelConfiguration,
  reassignment: Reassignment,
) => Promise<readonly ReassignResult[]>;

export function reassignCustomers(ports: ReassignPorts): ReassignCustomers {
  return async (channel, { customerIds, toWorkerId, fromWorkerId }) => {
    requireClienteling(channel);
    requireAssociate(channel, toWorkerId);
    const { legalEntityId } = channel.organization;
    const found = await ports.findCustomers(channel, [...new Set(customerIds)]);
    const book = await ports.bookOf(toWorkerId, legalEntityId);
    const byId = new Map([...found.values()].map((known) => [known.customer.customerId, known]));
    const changed = await ports.changeMemberships(legalEntityId, [...byId.keys()], (entries) =>
      moving(entries, book, fromWorkerId),
    );
    const moved = [...changed].flatMap(([id, { outcome, membership, before }]) => {
      const known = byId.get(id);
      return known && membership && outcome === "reassigned" ? [{ ...known, membership, before }] : [];
    });
    await ports.bringMembers(channel, moved);
    return customerIds.map((customerId) => ({ customerId, outcome: outcomeOf(found.get(customerId), changed) }));
  };
}

type Outcome = Exclude<ReassignResult["outcome"], "notFound">;

const outcomeOf = (
  known: ChannelCustomer | undefined,
  changed: ReadonlyMap<string, { readonly outcome: Outcome }>,
): ReassignResult["outcome"] => (known && changed.get(known.customer.customerId)?.outcome) ?? "notFound";

/** The entries after a move; one who is in the other book already keeps what is kept there. */
export function moving(
  entries: readonly BookEntry[],
  { workerId, clientBookId }: ClientBook,
  fromWorkerId: string | undefined,
): Decision<Outcome> {
  const isThere = entries.some((entry) => entry.workerId === workerId);
  const candidates = entries.filter((entry) => fromWorkerId === undefined || entry.workerId === fromWorkerId);
  const from = candidates.find((entry) => entry.workerId !== workerId);
  if (from === undefined) return { outcome: candidates.length > 0 ? "reassigned" : "notInBook" };
  const others = entries.filter((entry) => entry !== from);
  return { outcome: "reassigned", entries: isThere ? others : [...others, { ...from, workerId, clientBookId }] };
}

function requireAssociate({ staff }: ChannelConfiguration, workerId: string): void {
  if (Object.values(staff.workers).some((worker) => worker.workerId === workerId)) return;
  const message = `There is no associate ${workerId} in this store.`;
  throw new Failure("reference-missing", message, { errors: [{ pointer: "/toWorkerId", message }] });
}
