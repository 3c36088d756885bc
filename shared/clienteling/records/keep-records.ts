import type { ChannelCustomer, HeadquartersCustomers, RealTimeService } from "../../customers";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import { requireClienteling } from "../require-clienteling";
import type { AddRecord } from "./add-record";
import type { FollowUp, Note, RecordKind, RecordOf } from "./customer-record";
import type { CustomerRecords, RecordPage, RecordsRequest } from "./customer-records";
import { requireRecordable } from "./require-recordable";

export interface KeepRecordsPorts {
  readonly records: CustomerRecords;
  readonly addRecord: AddRecord;
  readonly headquartersCustomers: Pick<HeadquartersCustomers, "find">;
  readonly realTime: RealTimeService;
  now(): Date;
  newId(): string;
}

type On<Given, Answer> = (channel: ChannelConfiguration, customer: ChannelCustomer, given: Given) => Promise<Answer>;

export type StoredFollowUp = FollowUp & { readonly etag: string };

export interface FollowUpChange {
  readonly followUpId: string;
  readonly change: {
    readonly text?: string | undefined;
    readonly dueOn?: string | undefined;
    readonly state?: FollowUp["state"] | undefined;
  };
  readonly ifMatch?: string | undefined;
}

/**
 * Notes and follow-ups, and the timeline of what is recorded on a customer, all at headquarters (B8–B10). Every one
 * rejects with `headquarters-unavailable`.
 */
export interface KeepRecords {
  /** Newest first. */
  list<Kind extends RecordKind>(
    channel: ChannelConfiguration,
    customer: ChannelCustomer,
    kind: Kind,
    request: RecordsRequest,
  ): Promise<RecordPage<RecordOf<Kind>>>;
  /** Rejects with `customer-erased`. */
  readonly addNote: On<{ readonly actor: string; readonly text: string }, Note>;
  /** Rejects with `not-found`. */
  readonly removeNote: On<string, void>;
  /** Rejects with `customer-erased`. */
  readonly setFollowUp: On<{ readonly actor: string; readonly text: string; readonly dueOn: string }, FollowUp>;
  /** Rejects with `not-found`. */
  readonly findFollowUp: On<string, StoredFollowUp>;
  /** Rejects with `not-found` and `precondition-failed`. */
  readonly changeFollowUp: On<FollowUpChange, StoredFollowUp>;
}

/** How often a follow-up that somebody else changes at the same moment is read again. */
const mostTries = 5;

export function keepRecords(ports: KeepRecordsPorts): KeepRecords {
  const { records, addRecord, headquartersCustomers, realTime, now, newId } = ports;
  const fresh = ({ customer: { customerId, legalEntityId } }: ChannelCustomer) => ({
    recordId: newId(),
    customerId,
    legalEntityId,
    at: now().toISOString(),
  });
  const idOf = ({ customer }: ChannelCustomer) => customer.customerId;

  async function findFollowUp(channel: ChannelConfiguration, customer: ChannelCustomer, followUpId: string) {
    requireClienteling(channel);
    const found = await realTime((signal) => records.find(idOf(customer), "followUp", followUpId, signal));
    if (found === undefined) throw new Failure("not-found", "There is no such follow-up.");
    return found;
  }

  /** A merge may be moving the note at this moment: it is looked for with whoever stands for the customer, too. */
  async function removeNote(customerId: string, recordId: string): Promise<boolean> {
    const note = await realTime((signal) => records.find(customerId, "note", recordId, signal));
    const outcome = note && (await realTime((signal) => records.remove({ customerId, recordId }, signal)));
    const customer = (await realTime((signal) => headquartersCustomers.find(customerId, signal)))?.customer;
    const isMoved = customer?.mergedInto != null && (await removeNote(customer.mergedInto, recordId));
    return isMoved || outcome === "removed";
  }

  return {
    list: async (channel, customer, kind, request) => {
      requireClienteling(channel);
      return realTime((signal) => records.list(idOf(customer), kind, request, signal));
    },
    addNote: async (channel, customer, given) => {
      requireClienteling(channel);
      requireRecordable(customer);
      const note: Note = { kind: "note", ...fresh(customer), ...given };
      await addRecord(note);
      return note;
    },
    removeNote: async (channel, customer, noteId) => {
      requireClienteling(channel);
      if (!(await removeNote(idOf(customer), noteId))) throw new Failure("not-found", "There is no such note.");
    },
    setFollowUp: async (channel, customer, given) => {
      requireClienteling(channel);
      requireRecordable(customer);
      const followUp: FollowUp = { kind: "followUp", ...fresh(customer), ...given, state: "open" };
      await addRecord(followUp);
      return followUp;
    },
    findFollowUp,
    changeFollowUp: async (channel, customer, { followUpId, change, ifMatch }) => {
      const isConditional = ifMatch !== undefined && ifMatch !== "*";
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      for (let tries = 0; tries < mostTries; tries += 1) {
        const present = await findFollowUp(channel, customer, followUpId);
        if (isConditional && ifMatch !== present.etag) break;
        const changed: StoredFollowUp = { ...present, ...given };
        const etag = await realTime((signal) => records.replace(changed, signal));
        if (etag !== undefined) return { ...changed, etag };
      }
      throw new Failure("precondition-failed", "It was changed meanwhile.");
    },
  };
}
