import type { HeadquartersCustomers, RealTimeService } from "../../customers";
import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import type { StoredMembership } from "../membership";
import type { CustomerRecord } from "./customer-record";
import type { CustomerRecords } from "./customer-records";

export interface AddRecordPorts {
  readonly records: Pick<CustomerRecords, "add" | "remove">;
  readonly headquartersCustomers: Pick<HeadquartersCustomers, "find">;
  readonly realTime: RealTimeService;
  readonly log: Log;
}

/**
 * Adds a record to a customer, and a change of its membership with it, both or none; answers `false` when the
 * membership changed since it was read. Erasures and merges pass over a customer's records once (P1, C7): a record that
 * came behind such a pass is taken away again, and rejected with `customer-erased`, or moves on to whoever stands for
 * the customer. A crash before that look, or headquarters that is away then, leaves it where it is. Rejects with
 * `headquarters-unavailable`.
 */
export type AddRecord = (record: CustomerRecord, membership?: StoredMembership) => Promise<boolean>;

export function addRecord({ records, headquartersCustomers, realTime, log }: AddRecordPorts): AddRecord {
  return async (record, membership) => {
    if (!(await realTime((signal) => records.add(record, membership, signal)))) return false;
    try {
      await settle(record);
    } catch (error) {
      // The record is kept: an answer that says otherwise would have it sent, and kept, twice.
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      log.warn("record.look-left-out", { customerId: record.customerId, recordId: record.recordId });
    }
    return true;
  };

  async function settle(record: CustomerRecord): Promise<void> {
    const { customerId, recordId } = record;
    // Headquarters does not know one who is pending.
    const customer = (await realTime((signal) => headquartersCustomers.find(customerId, signal)))?.customer;
    if (customer === undefined || (customer.erasedAt === null && customer.mergedInto === null)) return;
    const moved = { ...record, customerId: customer.mergedInto ?? customerId };
    if (customer.mergedInto !== null) await realTime((signal) => records.add(moved, undefined, signal));
    await realTime((signal) => records.remove({ customerId, recordId }, signal));
    if (customer.mergedInto === null) throw new Failure("customer-erased", "The customer was erased.");
    await settle(moved);
  }
}
