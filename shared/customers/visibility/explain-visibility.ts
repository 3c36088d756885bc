import { Failure } from "../../failure";
import type { ConfigurationStore } from "../../headquarters";
import type { HeadquartersCustomers } from "../headquarters-customers";
import type { OpenOperations, OperationLog } from "../operations/operation-log";
import { type ChannelVisibility, type LookedAt, visibilityIn } from "./channel-visibility";

export interface ExplainVisibilityPorts {
  readonly configuration: ConfigurationStore;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly operationLog: OperationLog;
  /** What became of the last run of 1010, in words. Rejects with `headquarters-unavailable`. */
  describeLastDistribution(): Promise<string>;
}

export interface Visibility {
  readonly customerId: string;
  /** Null while headquarters does not know the customer. */
  readonly accountNumber: string | null;
  readonly revision: number | null;
  readonly channels: readonly ChannelVisibility[];
}

/**
 * Why a customer is, or is not, visible in each channel of its legal entity. Costs three readings at headquarters and
 * one for each channel database group, whatever the number of customers. Rejects with `not-found`,
 * `headquarters-unavailable`, `channel-database-unavailable`.
 */
export type ExplainVisibility = (customerId: string) => Promise<Visibility>;

export function explainVisibility(ports: ExplainVisibilityPorts): ExplainVisibility {
  const { configuration, headquartersCustomers, operationLog, describeLastDistribution } = ports;

  return async (customerId) => {
    const [{ hq }, known, lastRun] = await Promise.all([
      configuration.snapshot(["channels", "channel-database-groups"]),
      headquartersCustomers.find(customerId),
      describeLastDistribution(),
    ]);
    const groupIds = [
      ...new Set([...hq.channels.values()].map(({ channelDatabaseGroupId }) => channelDatabaseGroupId)),
    ];
    const held = new Map<string, OpenOperations>(
      await Promise.all(
        groupIds.map(async (groupId) => [groupId, await operationLog.openOf(groupId, customerId)] as const),
      ),
    );
    const legalEntityId = known?.customer.legalEntityId ?? legalEntityIn([...held.values()]);
    if (legalEntityId === undefined) throw new Failure("not-found", "There is no such customer.");
    const channels = [...hq.channels]
      .filter(([, channel]) => channel.legalEntityId === legalEntityId)
      .map(([channelId, { channelDatabaseGroupId, addressBookIds }]): LookedAt => {
        const group = hq["channel-database-groups"].get(channelDatabaseGroupId);
        const excludes1010 = group?.excludedJobs.includes("1010") ?? false;
        const here = held.get(channelDatabaseGroupId) ?? { copy: undefined, operations: [] };
        return { channelId, channelDatabaseGroupId, addressBookIds, excludes1010, held: here };
      })
      .map((channel) => visibilityIn(channel, known, lastRun));
    const { accountNumber = null } = known?.customer ?? {};
    return { customerId, accountNumber, revision: known?.revision ?? null, channels };
  };
}

const legalEntityIn = (held: readonly OpenOperations[]) =>
  held.find(({ copy }) => copy !== undefined)?.copy?.customer.legalEntityId;
