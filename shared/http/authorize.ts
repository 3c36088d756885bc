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

function mayActIn({ staff, organization }: ChannelConfiguration, { roles, oid, azp }: Caller): boolean {
  const isWorker = roles.includes("Channel.Pos") && oid !== undefined && Object.hasOwn(staff.workers, oid);
  const isShop = roles.includes("Channel.Ecommerce") && azp !== undefined && organization.clientIds.includes(azp);
  return isWorker || isShop || roles.includes("Headquarters.Admin");
}
