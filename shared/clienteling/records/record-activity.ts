import type { ChannelCustomer, RealTimeService } from "../../customers";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { BringMembers } from "../books/bring-members";
import type { Memberships, StoredMembership } from "../membership";
import { requireClienteling } from "../require-clienteling";
import type { AddRecord } from "./add-record";
import type { Activity } from "./customer-record";
import { requireRecordable } from "./require-recordable";

export interface RecordActivityPorts {
  readonly addRecord: AddRecord;
  readonly memberships: Pick<Memberships, "find">;
  readonly bringMembers: BringMembers;
  readonly realTime: RealTimeService;
  now(): Date;
  newId(): string;
}

export interface NewActivity {
  readonly type: string;
  readonly text: string;
  /** When it was; now, if it is not said. */
  readonly at?: string | undefined;
}

/**
 * Records a contact with a customer (B8), and on the customer's place in the books when the last one was (B10), both or
 * none; a crash before the cards show it leaves them to job 1010. Rejects with `reference-missing` for a type that is
 * not configured, `invalid-request` for a time to come, `customer-erased`, `headquarters-unavailable`.
 */
export type RecordActivity = (
  channel: ChannelConfiguration,
  customer: ChannelCustomer,
  actor: string,
  given: NewActivity,
) => Promise<Activity>;

/** How often a membership that somebody else wrote at the same moment is looked at again. */
const mostTries = 10;

export function recordActivity({
  addRecord,
  memberships,
  bringMembers,
  realTime,
  now,
  newId,
}: RecordActivityPorts): RecordActivity {
  return async (channel, known, actor, { type, text, at = now().toISOString() }) => {
    requireClienteling(channel);
    requireType(channel, type);
    requirePast(at, now());
    requireRecordable(known);
    const { customerId, legalEntityId } = known.customer;
    const activity: Activity = {
      kind: "activity",
      recordId: newId(),
      customerId,
      legalEntityId,
      type,
      text,
      at,
      actor,
    };
    for (let tries = 0; tries < mostTries; tries += 1) {
      const membership = (await realTime((signal) => memberships.find([customerId], signal))).get(customerId);
      const contacted = membership && contactedAt(membership, at);
      if (!(await addRecord(activity, contacted))) continue;
      if (contacted) await bringMembers(channel, [{ ...known, membership: contacted }]);
      return activity;
    }
    throw new Failure("headquarters-unavailable", "The customer's place in the books keeps changing.");
  };
}

/** Undefined when there is nothing to note: no book, or a later contact already. */
function contactedAt(membership: StoredMembership, at: string): StoredMembership | undefined {
  const { entries, lastContactAt, revision } = membership;
  if (entries.length === 0 || (lastContactAt !== null && lastContactAt >= at)) return undefined;
  return { ...membership, lastContactAt: at, revision: revision + 1 };
}

function requireType({ global }: ChannelConfiguration, type: string): void {
  if (Object.hasOwn(global.activityTypes, type)) return;
  const message = `There is no activity type ${type}.`;
  throw new Failure("reference-missing", message, { errors: [{ pointer: "/type", message }] });
}

function requirePast(at: string, now: Date): void {
  if (Date.parse(at) <= now.getTime()) return;
  const errors = [{ pointer: "/at", message: "An activity lies in the past." }];
  throw new Failure("invalid-request", "The activity cannot be recorded.", { errors });
}
