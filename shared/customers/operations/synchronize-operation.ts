import { Failure } from "../../failure";
import type { AdministratorActions } from "../../headquarters";
import type { Actor } from "../audit";
import type { AnnounceOperation } from "../synchronization/announce-operation";
import { afterResumedCreate } from "../synchronization/failed-attempt";
import type { OperationLog, StoredListedOperation } from "./operation-log";
import { unreadableKind } from "./unreadable-message";

export interface SynchronizeOperationPorts {
  readonly operationLog: OperationLog;
  readonly administratorActions: Pick<AdministratorActions, "note">;
  readonly announceOperation: AnnounceOperation;
  /** Puts a message on a queue. Rejects with `queue-unavailable`. */
  sendTo(queueName: string, body: unknown): Promise<void>;
  /** How long the P-job leaves the operation to its signal. */
  readonly signalGraceMs: number;
  now(): Date;
}

export interface OperationRequest {
  readonly operationId: string;
  readonly actor: Actor;
  readonly ifMatch?: string | undefined;
}

/**
 * Synchronizes an operation again (S5): it waits for headquarters as if it were new, and is signalled at once; a message
 * that nobody could read is sent again. Rejects with `not-found`, `operation-ended`, and `precondition-failed` when it
 * changed meanwhile, and
 * with `headquarters-unavailable`, where the audit trail is.
 */
export type SynchronizeOperation = (request: OperationRequest) => Promise<void>;

export function synchronizeOperation(ports: SynchronizeOperationPorts): SynchronizeOperation {
  const { operationLog, administratorActions, announceOperation, sendTo, signalGraceMs, now } = ports;

  return async (request) => {
    const { operation, copy } = await openOperation(operationLog, request);
    const at = now().toISOString();
    const { operationId: target, actor } = request;
    await administratorActions.note({ at, actor, action: "operationSynchronized", target, fields: [] });
    const interventions = [
      ...(operation.interventions ?? []),
      { at, actor: request.actor, action: "synchronized" as const, fields: [] },
    ];
    if (operation.kind === unreadableKind) return sendAgain({ ...operation, interventions });
    const dueAt = new Date(now().getTime() + signalGraceMs).toISOString();
    const resumed = { ...operation, state: "pending" as const, attempts: 0, dueAt, interventions };
    const resumedCopy = operation.kind === "create" && copy ? afterResumedCreate(copy) : undefined;
    if (!(await operationLog.settle(resumed, resumedCopy))) throw changedMeanwhile();
    // A crash before the signal, or a queue that is away, leaves the operation to the P-job.
    const { channelDatabaseGroupId, customerId } = operation;
    await announceOperation({ channelDatabaseGroupId, customerId });
  };

  // A crash in between leaves it on the list, sent though it was: to send it twice does no harm.
  async function sendAgain(message: StoredListedOperation) {
    await sendTo(String(message.payload["queueName"]), message.payload["body"]);
    if (!(await operationLog.settle({ ...message, state: "done" }, undefined))) throw changedMeanwhile();
  }
}

/** An operation that is not at its end, as the request's etag knows it, with its customer's copy and open operations. */
export async function openOperation(operationLog: OperationLog, { operationId, ifMatch }: OperationRequest) {
  const listed = await operationLog.find(operationId);
  if (listed === undefined) throw new Failure("not-found", "There is no such operation.");
  const { copy, operations } = await operationLog.openOf(listed.channelDatabaseGroupId, listed.customerId);
  const operation = operations.find((open) => open.operationId === operationId);
  if (operation === undefined) throw new Failure("operation-ended", "The operation has come to its end.");
  if (ifMatch !== undefined && ifMatch !== operation.etag) throw changedMeanwhile();
  return { operation, copy, operations };
}

export const changedMeanwhile = () => new Failure("precondition-failed", "The operation was changed meanwhile.");
