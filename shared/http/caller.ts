import type { ChannelConfiguration } from "../headquarters";

/** Who calls, from a checked access token. */
export interface Caller {
  readonly roles: readonly string[];
  /** Names the worker of a user token. */
  readonly oid?: string;
  /** Names the client of an app token. */
  readonly azp?: string;
}

/** `administrator:{oid}` of a user, or `administrator:{azp}` of an app. */
export const administratorActor = ({ oid, azp }: Caller): string => `administrator:${oid ?? azp ?? "unknown"}`;

/** Who acts in a channel, as the audit trail names them (P2). */
export function actorIn({ staff, organization }: ChannelConfiguration, caller: Caller): string {
  const worker = caller.oid === undefined ? undefined : staff.workers[caller.oid];
  if (worker && caller.roles.includes("Channel.Pos")) return `worker:${worker.workerId}`;
  const isShop = caller.roles.includes("Channel.Ecommerce") && organization.clientIds.includes(caller.azp ?? "");
  return isShop ? `client:${caller.azp}` : administratorActor(caller);
}

/** Rejects with `unauthenticated`; and with `dependency-unavailable` when the issuer's keys cannot be fetched. */
export type CheckAccessToken = (token: string) => Promise<Caller>;
