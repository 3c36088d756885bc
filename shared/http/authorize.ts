import type { HttpRequest } from "@azure/functions";
import { Failure } from "../failure";
import { type ChannelConfiguration, configurationId, type FindChannelConfiguration } from "../headquarters";
import type { Caller, CheckAccessToken } from "./caller";

/** The caller of the bearer token. Azure's `x-ms-client-principal` headers can be made by anybody and are not read. */
export async function authenticate(request: HttpRequest, check: CheckAccessToken): Promise<Caller> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) throw new Failure("unauthenticated", "A bearer access token is needed.");
  return check(token);
}

export function requireAdministrator(caller: Caller): void {
  if (!caller.roles.includes("Headquarters.Admin")) throw new Failure("forbidden", "This is for administrators.");
}

/**
 * The configuration of a channel in which the caller may act; rejects with `forbidden` for any other, known or not.
 * Workers act where they share an address book, shops in the channels that list their client, administrators anywhere.
 */
export async function requireChannel(
  caller: Caller,
  channelId: string,
  find: FindChannelConfiguration,
): Promise<ChannelConfiguration> {
  const channel = configurationId.safeParse(channelId).success ? await find(channelId) : undefined;
  if (channel === undefined || !mayActIn(channel, caller)) {
    throw new Failure("forbidden", "The caller may not act in this channel.");
  }
  return channel;
}

/** The operations on client books that a permission group grants (B3). */
export const clientBookOperations = {
  viewOwnBook: 712,
  viewStoreBooks: 713,
  add: 714,
  remove: 715,
  reassign: 716,
} as const;
export type ClientBookOperation = keyof typeof clientBookOperations;

/**
 * The worker who calls; rejects with `forbidden` when the worker's permission group does not grant the operation, and
 * for shops and administrators, who have no client book (B3).
 */
export function requireOperation(
  caller: Caller,
  channel: ChannelConfiguration,
  operation: ClientBookOperation,
): string {
  const number = clientBookOperations[operation];
  const worker = workerOf(channel, caller);
  const granted = channel.registers.operationsByPermissionGroup[worker?.permissionGroupId ?? ""] ?? [];
  if (worker === undefined || !granted.includes(number)) {
    throw new Failure("forbidden", `The caller is not granted operation ${number}.`);
  }
  return worker.workerId;
}

/** The worker that a caller is in a channel; undefined for shops, administrators, and workers of other stores. */
function workerOf({ staff }: ChannelConfiguration, { roles, oid }: Caller) {
  const isWorker = roles.includes("Channel.Pos") && oid !== undefined && Object.hasOwn(staff.workers, oid);
  return isWorker ? staff.workers[oid] : undefined;
}

function mayActIn(channel: ChannelConfiguration, caller: Caller): boolean {
  const { roles, azp } = caller;
  const { clientIds } = channel.organization;
  const isShop = roles.includes("Channel.Ecommerce") && azp !== undefined && clientIds.includes(azp);
  return workerOf(channel, caller) !== undefined || isShop || roles.includes("Headquarters.Admin");
}
