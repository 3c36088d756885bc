import { z } from "zod";
import { intervention, type Operation, operationState } from "../synchronization/operation";
import type { ListedOperation } from "./operation-log";

/** An operation as administrators see it on the customer synchronization status list (S5). */
export const operationView = z.object({
  operationId: z.string(),
  /** These are null of a message that nobody can read. */
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
export function operationViewOf(listed: ListedOperation, failed: readonly Operation[], now: Date): OperationView {
  const { operationId, kind, state, attempts, lastError, createdAt, interventions = [], payload } = listed;
  const ageSeconds = Math.max(0, Math.round((now.getTime() - Date.parse(createdAt)) / 1000));
  return {
    ...{ operationId, kind, state, attempts, lastError, createdAt, ageSeconds },
    ...(listed.kind === "unreadableMessage" ? nobodys : placeOf(listed, failed)),
    ...{ interventions, payload },
  };
}

const nobodys = {
  ...{ customerId: null, legalEntityId: null, channelId: null, channelDatabaseGroupId: null },
  ...{ sequence: 1, dueAt: null, heldBackBy: null, actor: "system" },
};

function placeOf(operation: Operation, failed: readonly Operation[]) {
  const { customerId, legalEntityId, channelId, channelDatabaseGroupId, sequence, actor, dueAt } = operation;
  const place = { customerId, legalEntityId, channelId, channelDatabaseGroupId, sequence, actor };
  if (!isWaiting(operation)) return { ...place, dueAt: null, heldBackBy: null };
  const before = failed.find((other) => isBefore(other, operation));
  return { ...place, dueAt, heldBackBy: before?.operationId ?? null };
}

/** Whether it waits for headquarters. */
export const isWaiting = ({ state }: Pick<Operation, "state">) => state === "pending" || state === "sent";

/** Operations of one customer in one channel database group apply in order (S4). */
const isBefore = (other: Operation, operation: Operation) =>
  other.customerId === operation.customerId &&
  other.channelDatabaseGroupId === operation.channelDatabaseGroupId &&
  other.sequence < operation.sequence;
