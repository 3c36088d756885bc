import type { Operation } from "../faults";
import { cancelScheduledMessage } from "./cancel-scheduled-message";
import type { ManagementOperation } from "./management-operation";
import { peekMessage } from "./peek-message";
import { receiveBySequenceNumber } from "./receive-by-sequence-number";
import { renewLock } from "./renew-lock";
import { scheduleMessage } from "./schedule-message";
import { updateDisposition } from "./update-disposition";

export interface SupportedOperation {
  readonly run: ManagementOperation;
  /** As what it is counted, and struck by faults. */
  readonly countsAs?: Operation;
}

/** Everything that `$management` can do here. */
export const operations: ReadonlyMap<unknown, SupportedOperation> = new Map<unknown, SupportedOperation>([
  ["com.microsoft:renew-lock", { run: renewLock }],
  ["com.microsoft:peek-message", { run: peekMessage }],
  ["com.microsoft:schedule-message", { run: scheduleMessage, countsAs: "send" }],
  ["com.microsoft:cancel-scheduled-message", { run: cancelScheduledMessage }],
  ["com.microsoft:receive-by-sequence-number", { run: receiveBySequenceNumber, countsAs: "receive" }],
  ["com.microsoft:update-disposition", { run: updateDisposition, countsAs: "settle" }],
]);
