import { z } from "zod";
import { intervention, type ListedOperation, operationState } from "../synchronization/operation";
import { unreadableKind } from "./unreadable-message";

/** An operation as administrators see it on the customer synchronization status list (S5). */
export const operationView = z.object({
  operationId: z.string(),
  /** Null, as the next three, of a message that nobody can read. */
  customerId: z.string().nullable(),
  legalEntityId: z.string().nullable(),
  channelId: z.string().nullable(),
  channelDatabaseGroupId: z.string().nullable(),
  kind: z.string(),
  sequence: z.number(),
  state: operationState,
  attempts: z.number(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  ageSeconds: z.number(),
  /** When it is tried again at the latest; null when it is not. */
  dueAt: z.string().nullable(),
  /** The failed operation of the same customer that has to be done first (S4). */
  heldBackBy: z.string().nullable(),
  actor: z.string(),
  interventions: z.array(intervention),
  payload: z.record(z.string(), z.unknown()),
});
export type OperationView = z.infer<typeof operationView>;

/** `failed`: the failed operations of its customer. */
export function operationViewOf(
  operation: ListedOperation,
  failed: readonly ListedOperation[],
  now: Date,
): OperationView {
  const { operationId, kind, sequence, state, attempts, lastError, createdAt, dueAt, actor, payload } = operation;
  const ageSeconds = Math.max(0, Math.round((now.getTime() - Date.parse(createdAt)) / 1000));
  const before = isWaiting(operation) ? failed.find((other) => isBefore(other, operation)) : undefined;
  return {
    operationId,
    ...(kind === unreadableKind ? nobodys : ownerOf(operation)),
    ...{ kind, sequence, state, attempts, lastError, createdAt, ageSeconds },
    dueAt: isWaiting(operation) ? dueAt : null,
    heldBackBy: before?.operationId ?? null,
    ...{ actor, interventions: operation.interventions ?? [], payload },
  };
}

const nobodys = { customerId: null, legalEntityId: null, channelId: null, channelDatabaseGroupId: null };

const ownerOf = ({ customerId, legalEntityId, channelId, channelDatabaseGroupId }: ListedOperation) => ({
  ...{ customerId, legalEntityId, channelId, channelDatabaseGroupId },
});

/** Whether it waits for headquarters. */
export const isWaiting = ({ state }: ListedOperation) => state === "pending" || state === "sent";

/** Operations of one customer in one channel database group apply in order (S4). */
const isBefore = (other: ListedOperation, operation: ListedOperation) =>
  other.customerId === operation.customerId &&
  other.channelDatabaseGroupId === operation.channelDatabaseGroupId &&
  other.sequence < operation.sequence;
