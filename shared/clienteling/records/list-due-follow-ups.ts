import type { RealTimeService } from "../../customers";
import type { ChannelConfiguration } from "../../headquarters";
import { dateIn } from "../listing/anniversary";
import { requireClienteling } from "../require-clienteling";
import type { FollowUp } from "./customer-record";
import type { CustomerRecords } from "./customer-records";

/** `today` and `overdue` in the channel's time zone, or on a date or before it. */
export type Due = "today" | "overdue" | { readonly onOrBefore: string };

/**
 * Somebody's open follow-ups that are due, the oldest first; all open ones without `due` (B10). They are few: nobody has
 * more reminders than can be worked off. Rejects with `headquarters-unavailable`.
 */
export type ListDueFollowUps = (
  channel: ChannelConfiguration,
  actor: string,
  due: Due | undefined,
) => Promise<readonly FollowUp[]>;

export interface ListDueFollowUpsPorts {
  readonly records: Pick<CustomerRecords, "due">;
  readonly realTime: RealTimeService;
  now(): Date;
}

const endOfTime = "9999-12-31";

export function listDueFollowUps({ records, realTime, now }: ListDueFollowUpsPorts): ListDueFollowUps {
  return async (channel, actor, due) => {
    requireClienteling(channel);
    const { legalEntityId, timeZone } = channel.organization;
    const today = dateIn(timeZone, now());
    const until = due === undefined ? endOfTime : typeof due === "object" ? due.onOrBefore : today;
    const open = await realTime((signal) => records.due(actor, legalEntityId, until, signal));
    const wanted = open.filter(({ dueOn }) => {
      if (due === "today") return dueOn === today;
      return due !== "overdue" || dueOn < today;
    });
    return [...wanted].sort((a, b) => (a.dueOn === b.dueOn ? compare(a.at, b.at) : compare(a.dueOn, b.dueOn)));
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
