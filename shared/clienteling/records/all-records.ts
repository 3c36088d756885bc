import type { CustomerRecord, RecordKind } from "./customer-record";
import type { CustomerRecords } from "./customer-records";

const kinds: readonly RecordKind[] = ["activity", "note", "followUp"];
const pageSize = 200;

/** Every record of a customer, newest first within its kind. Rejects with `headquarters-unavailable`. */
export async function allRecords(
  records: Pick<CustomerRecords, "list">,
  customerId: string,
): Promise<CustomerRecord[]> {
  const found: CustomerRecord[] = [];
  for (const kind of kinds) {
    let continuation: string | undefined;
    do {
      const page = await records.list(customerId, kind, { top: pageSize, continuation });
      found.push(...page.records);
      continuation = page.continuation;
    } while (continuation !== undefined);
  }
  return found;
}
