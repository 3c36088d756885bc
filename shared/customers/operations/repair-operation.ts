import { isDeepStrictEqual } from "node:util";
import { Failure, isFailure } from "../../failure";
import type { AdministratorActions, ChannelConfiguration, FindChannelConfiguration } from "../../headquarters";
import type { StoredChannelCustomer } from "../channel-customers";
import { asChannelMayHave } from "../creation/async-rules";
import type { HeadquartersCustomers } from "../headquarters-customers";
import { type ListedOperation, type Operation, operation as operationSchema } from "../synchronization/operation";
import { synchronizedCopy, withChanges } from "../synchronization/synchronized-copy";
import type { OperationLog, StoredListedOperation } from "./operation-log";
import type { OperationRepair } from "./repair-request";
import { repairedPayload } from "./repaired-payload";
import { changedMeanwhile, type OperationRequest, openOperation } from "./synchronize-operation";
import { unreadableKind } from "./unreadable-message";

export interface RepairOperationPorts {
  readonly operationLog: OperationLog;
  readonly administratorActions: Pick<AdministratorActions, "note">;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly findChannelConfiguration: FindChannelConfiguration;
  now(): Date;
  newId(): string;
}

/**
 * Changes the payload of an operation that is not at its end, and the channel's copy with it, in one batch (S5); the
 * operation waits until it is synchronized again. Rejects as the original request did, and with `not-found`,
 * `operation-ended`, `precondition-failed`, and `headquarters-unavailable`.
 */
export type RepairOperation = (request: OperationRequest & { readonly repair: OperationRepair }) => Promise<void>;

export function repairOperation(ports: RepairOperationPorts): RepairOperation {
  const { operationLog, administratorActions, headquartersCustomers, findChannelConfiguration, now, newId } = ports;

  return async ({ repair, ...request }) => {
    const { operation, copy, operations } = await openOperation(operationLog, request);
    const at = now().toISOString();
    const channel = operation.kind === unreadableKind ? undefined : await channelOf(operation);
    const payload = channel
      ? checkedPayload(operation, repair, { channel, shown: copy?.customer, now: at, newId })
      : { ...operation.payload, ...repair.payload };
    const fields = changedNames(operation.payload, payload);
    if (fields.length === 0) return;
    const { operationId: target, actor } = request;
    await administratorActions.note({ at, actor, action: "operationRepaired", target, fields });
    const intervention = { at, actor: request.actor, action: "repaired" as const, fields };
    const repaired = { ...operation, payload, interventions: [...(operation.interventions ?? []), intervention] };
    const open = operations.map((other) => (other.operationId === operation.operationId ? repaired : other));
    const repairedCopy = copy && channel && (await copyWith(open, copy, channel));
    if (!(await operationLog.settle(repaired, repairedCopy))) throw changedMeanwhile();
  };

  async function channelOf({ channelId }: ListedOperation): Promise<ChannelConfiguration> {
    const channel = await findChannelConfiguration(channelId);
    if (channel === undefined) throw new Failure("reference-missing", `There is no channel ${channelId} any more.`);
    return channel;
  }

  /** The copy as the operations now have it; its ETag is another one, so that nobody edits what they have not seen. */
  async function copyWith(
    open: readonly ListedOperation[],
    copy: StoredChannelCustomer,
    channel: ChannelConfiguration,
  ): Promise<StoredChannelCustomer> {
    const operations = open.map((one) => operationSchema.safeParse(one).data).filter((one) => one !== undefined);
    const operationCount = copy.operationCount + 1;
    const created = operations.find((one) => one.kind === "create");
    if (copy.revision === 0) {
      const customer = created && asChannelMayHave(created.payload, channel.global.features);
      return { ...copy, operationCount, customer: customer ? withChanges(customer, operations) : copy.customer };
    }
    const known = await headquartersCustomers.find(copy.customer.customerId);
    if (known === undefined) return copy;
    const { openOperationCount, etag } = copy;
    const renewed = synchronizedCopy(known, copy.channelDatabaseGroupId, now(), copy, operations);
    return { ...renewed, operationCount, openOperationCount, etag };
  }
}

/** One that could not be read before can be read now, or the repair is refused. */
function checkedPayload(
  listed: StoredListedOperation,
  repair: OperationRepair,
  context: Parameters<typeof repairedPayload>[2],
): Operation["payload"] {
  const known = operationSchema.safeParse(listed).data;
  const payload = known
    ? underPayload(() => repairedPayload(known, repair, context))
    : { ...listed.payload, ...repair.payload };
  const { data, error } = operationSchema.safeParse({ ...listed, payload });
  if (data) return data.payload;
  const errors = error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, message }));
  throw new Failure("invalid-request", "The operation still cannot be read.", { errors });
}

/** The rules name faults of what a client sends; here that is the payload. */
function underPayload<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!isFailure(error) || error.details.errors === undefined) throw error;
    const errors = error.details.errors.map(({ pointer, message }) => ({ pointer: `/payload${pointer}`, message }));
    throw new Failure(error.kind, error.message, { ...error.details, errors, cause: error });
  }
}

const changedNames = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== "modifiedAt" && !isDeepStrictEqual(before[name], after[name]),
  );
