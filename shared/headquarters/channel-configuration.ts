import { z } from "zod";
import { channelInsights } from "../customer-insights";
import { attribute } from "./attribute";
import { channel, customerGroup, functionalityProfile, legalEntity } from "./collections";
import { featureIds } from "./features";

/** What job 1070 brings: the channel itself and what it points at. */
export const organizationPart = z.object({
  name: z.string(),
  kind: channel.shape.kind,
  legalEntityId: z.string(),
  legalEntity,
  country: z.string(),
  timeZone: z.string(),
  channelDatabaseGroupId: z.string(),
  filterSharedCustomerData: z.boolean(),
  addressBookIds: z.array(z.string()),
  clientIds: z.array(z.string()),
  profile: functionalityProfile,
  defaultCustomer: channel.shape.defaultCustomer,
});

/** What job 1110 brings: features, the groups and affiliations that customers may name, and Customer Insights. */
export const globalPart = z.object({
  features: z.record(z.enum(featureIds), z.boolean()),
  customerGroups: z.record(z.string(), customerGroup),
  affiliationIds: z.array(z.string()),
  activityTypes: z.record(z.string(), z.object({ label: z.string() })),
  /** Null while it is off. */
  customerInsights: channelInsights.nullable().default(null),
});

/** What job 1060 brings: the workers who share an address book with the channel, by the `oid` of their tokens. */
export const staffPart = z.object({
  workers: z.record(z.string(), z.object({ workerId: z.string(), permissionGroupId: z.string() })),
});

/** What job 1090 brings: the clienteling operations that each permission group grants. */
export const registersPart = z.object({ operationsByPermissionGroup: z.record(z.string(), z.array(z.number())) });

/** What job 1040 brings: attribute definitions, and which of them customers and client-book members have. */
export const productsPart = z.object({
  attributes: z.record(z.string(), attribute),
  customerAttributes: z.array(z.string()),
  clientBookAttributes: z.array(z.string()),
});

/** What job 1150 brings: which attributes filter client books, and the order in which cards show them. */
export const catalogPart = z.object({
  refinable: z.array(z.string()),
  clientBookDisplayOrder: z.record(z.string(), z.number()),
});

/** The parts of a channel's configuration by the job that distributes them. */
export const configurationParts = {
  "1040": productsPart,
  "1060": staffPart,
  "1070": organizationPart,
  "1090": registersPart,
  "1110": globalPart,
  "1150": catalogPart,
} as const;

export type ConfigurationJobId = keyof typeof configurationParts;
export type ConfigurationPart<Id extends ConfigurationJobId> = z.infer<(typeof configurationParts)[Id]>;

/** Everything a request needs to know of its channel, as the distribution jobs last brought it (J1). */
export interface ChannelConfiguration {
  readonly channelId: string;
  readonly organization: ConfigurationPart<"1070">;
  readonly global: ConfigurationPart<"1110">;
  readonly staff: ConfigurationPart<"1060">;
  readonly registers: ConfigurationPart<"1090">;
  readonly products: ConfigurationPart<"1040">;
  readonly catalog: ConfigurationPart<"1150">;
}

export type DistributedParts = { readonly [Id in ConfigurationJobId]?: ConfigurationPart<Id> | undefined };

/** `undefined` until every job that a channel needs for its work (1060, 1070, 1110) has run for it. */
export function channelConfiguration(channelId: string, parts: DistributedParts): ChannelConfiguration | undefined {
  const { "1060": staff, "1070": organization, "1110": global } = parts;
  if (!staff || !organization || !global) return undefined;
  return {
    channelId,
    organization,
    global,
    staff,
    registers: parts["1090"] ?? { operationsByPermissionGroup: {} },
    products: parts["1040"] ?? { attributes: {}, customerAttributes: [], clientBookAttributes: [] },
    catalog: parts["1150"] ?? { refinable: [], clientBookDisplayOrder: {} },
  };
}

/** Reads a channel's configuration; `undefined` for a channel that no job has brought yet. */
export type FindChannelConfiguration = (channelId: string) => Promise<ChannelConfiguration | undefined>;

/** Where the jobs put the parts. Rejects with `channel-database-unavailable`. */
export interface ChannelConfigurationStore {
  find(channelId: string): Promise<DistributedParts | undefined>;
  /** What the channels hold of one job. */
  held(jobId: ConfigurationJobId): Promise<readonly HeldPart[]>;
  /**
   * Brings one part to a channel; answers `false` when the channel holds one of a later version, or was taken away
   * with a later version: then nothing is written. With `rewrite` it is written in any case.
   */
  put<Id extends ConfigurationJobId>(
    channelId: string,
    jobId: Id,
    part: VersionedPart<Id>,
    rewrite: boolean,
  ): Promise<boolean>;
  /** Takes a channel away that headquarters deleted, unless a part of a later version came, and there is no `rewrite`. */
  remove(channelId: string, version: number, rewrite: boolean): Promise<void>;
}

/** A part as headquarters' configuration made it at one version. */
export interface VersionedPart<Id extends ConfigurationJobId> {
  readonly content: ConfigurationPart<Id>;
  readonly version: number;
  /** Equal for equal contents. */
  readonly digest: string;
}

export interface HeldPart {
  readonly channelId: string;
  /** Undefined until 1070 has brought the channel. */
  readonly channelDatabaseGroupId: string | undefined;
  /** Undefined while the channel holds no part of the job. */
  readonly digest: string | undefined;
}
