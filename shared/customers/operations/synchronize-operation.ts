import { Failure } from "../../failure";
import type { Actor } from "../audit";
import type { ChannelCustomers, StoredOperation } from "../channel-customers";
import type { AnnounceOperation } from "../synchronization/announce-operation";
import { afterResumedCreate } from "../synchronization/failed-attempt";
import type { Intervention } from "../synchronization/operation";
import type { OperationLog } from "./operation-log";
import type { StoredUnreadableMessage } from "./unreadable-message";

export interface SynchronizeOperationPorts {
  readonly operationLog: OperationLog;
  readonly channelCustomers: ChannelCustomers;
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
 * changed meanwhile.
 */
export type SynchronizeOperation = (request: OperationRequest) => Promise<void>;

/** How often an operation that somebody else changed at the same moment is looked at again. */
const mostTries = 5;

export function synchronizeOperation(ports: SynchronizeOperationPorts): SynchronizeOperation {
  const { operationLog, channelCustomers, announceOperation, sendTo, signalGraceMs, now } = ports;

  return async (request) => {
    const listed = await operationLog.find(request.operationId);
    if (listed === undefined) throw new Failure("not-found", "There is no such operation.");
    return listed.kind === "unreadableMessage" ? sendAgain(listed, request) : resume(listed, request);
  };

  async function resume({ channelDatabaseGroupId, customerId }: StoredOperation, request: OperationRequest) {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { copy, operations } = await channelCustomers.pendingWork(channelDatabaseGroupId, customerId);
      const operation = operations.find(({ operationId }) => operationId === request.operationId);
      if (operation === undefined) throw ended();
      if (isOld(request, operation.etag)) break;
      const resumed: StoredOperation = {
        ...operation,
        state: "pending",
        attempts: 0,
        dueAt: new Date(now().getTime() + signalGraceMs).toISOString(),
        interventions: synchronized(operation, request),
      };
      const resumedCopy = operation.kind === "create" && copy ? afterResumedCreate(copy) : undefined;
      if (!(await channelCustomers.settle(resumed, resumedCopy))) continue;
      // A crash before the signal, or a queue that is away, leaves the operation to the P-job.
      return announceOperation({ channelDatabaseGroupId, customerId });
    }
    throw changedMeanwhile();
  }

  // A crash in between leaves it on the list, sent though it was: to send it twice does no harm.
  async function sendAgain(message: StoredUnreadableMessage, request: OperationRequest) {
    if (message.state === "done") throw ended();
    if (isOld(request, message.etag)) throw changedMeanwhile();
    await sendTo(message.payload.queueName, message.payload.body);
    const sent = { ...message, state: "done" as const, interventions: synchronized(message, request) };
    if (!(await operationLog.replaceUnreadable(sent))) throw changedMeanwhile();
  }

  function synchronized(
    { interventions = [] }: { interventions?: Intervention[] | undefined },
    { actor }: OperationRequest,
  ) {
    return [...interventions, { at: now().toISOString(), actor, action: "synchronized" as const, fields: [] }];
  }
}

const isOld = ({ ifMatch }: OperationRequest, etag: string) => ifMatch !== undefined && ifMatch !== etag;
const ended = () => new Failure("operation-ended", "The operation has come to its end.");
const changedMeanwhile = () => new Failure("precondition-failed", "The operation was changed meanwhile.");
