import type { StoredMembership } from "../membership";
import type { CustomerRecord, FollowUp, RecordKind, RecordOf } from "./customer-record";

export interface RecordsRequest {
  readonly top: number;
  readonly continuation?: string | undefined;
  /** Only activities of these types. */
  readonly types?: readonly string[] | undefined;
  /** Times between which they lie, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface RecordPage<Found> {
  readonly records: readonly Found[];
  readonly continuation: string | undefined;
}

/** What is recorded on customers at headquarters. Every method rejects with `headquarters-unavailable`. */
export interface CustomerRecords {
  /**
   * Stores a record, and the customer's membership with it, both or none; answers `false` when the membership changed
   * since it was read.
   */
  add(record: CustomerRecord, membership?: StoredMembership, signal?: AbortSignal): Promise<boolean>;
  /** When a record was written last, in whole seconds of the database's clock; undefined when it is not there. */
  writtenAt(customerId: string, recordId: string): Promise<number | undefined>;
  /** Stores a record in the place of what is there. */
  put(record: CustomerRecord, signal?: AbortSignal): Promise<void>;
  /** A customer's records of a kind, newest first. Rejects with `invalid-request` for a continuation that is none. */
  list<Kind extends RecordKind>(
    customerId: string,
    kind: Kind,
    request: RecordsRequest,
    signal?: AbortSignal,
  ): Promise<RecordPage<RecordOf<Kind>>>;
  find<Kind extends RecordKind>(
    customerId: string,
    kind: Kind,
    recordId: string,
    signal?: AbortSignal,
  ): Promise<(RecordOf<Kind> & { readonly etag: string }) | undefined>;
  /** Replaces a record as it was read; answers the new etag, or undefined when it changed since. */
  replace(record: CustomerRecord & { readonly etag: string }, signal?: AbortSignal): Promise<string | undefined>;
  /** Takes a record away, with an etag only as it was read. */
  remove(
    record: Pick<CustomerRecord, "customerId" | "recordId"> & { readonly etag?: string },
    signal?: AbortSignal,
  ): Promise<"removed" | "gone" | "changedMeanwhile">;
  /** The open follow-ups of somebody in a legal entity that are due on a date or before it. */
  due(actor: string, legalEntityId: string, on: string, signal?: AbortSignal): Promise<readonly FollowUp[]>;
}
