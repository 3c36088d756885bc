import { describe, expect, it } from "vitest";
import {
  type ChannelConfigurationStore,
  type ConfigurationJobId,
  type ConfigurationStore,
  channelConfiguration,
  configurationParts,
  type DistributedParts,
  distributeConfiguration,
  type VersionedPart,
} from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";
import { seeded } from "./seeded";

const jobIds = Object.keys(configurationParts) as ConfigurationJobId[];

/** The channels' parts in memory, with the promises of the port. */
function memoryChannels() {
  const channels = new Map<string, Record<string, VersionedPart<ConfigurationJobId>>>();
  let requests = 0;
  const port: ChannelConfigurationStore = {
    find: async (channelId) => parts(channelId),
    async held(jobId) {
      requests += 1;
      return [...channels].map(([channelId, held]) => ({
        channelId,
        channelDatabaseGroupId: parts(channelId)["1070"]?.channelDatabaseGroupId,
        digest: held[jobId]?.digest,
      }));
    },
    async put(channelId, jobId, part, rewrite) {
      requests += 1;
      const held = channels.get(channelId) ?? {};
      if (!rewrite && (held[jobId]?.version ?? 0) > part.version) return false;
      channels.set(channelId, { ...held, [jobId]: part });
      return true;
    },
    remove: async (channelId) => void channels.delete(channelId),
  };
  const parts = (channelId: string): DistributedParts =>
    Object.fromEntries(Object.entries(channels.get(channelId) ?? {}).map(([jobId, { content }]) => [jobId, content]));
  return { port, parts, requests: () => requests };
}

/** Runs a job, and answers the counts of its run by group, and up to which version it has brought everything. */
async function distribute(
  jobId: ConfigurationJobId,
  configuration: ConfigurationStore,
  channels: ReturnType<typeof memoryChannels>,
  { since = 0, rewrite = false } = {},
) {
  const counts: Record<string, [read: number, written: number]> = {};
  const count = (groupId: string, read: number, written: number) => {
    const [before, wrote] = counts[groupId] ?? [0, 0];
    counts[groupId] = [before + read, wrote + written];
  };
  const how = { since, rewrite, count, step: async () => undefined };
  const version = await distributeConfiguration(jobId, { configuration, channels: channels.port }, how);
  return { counts, version };
}

async function distributed(configuration = memoryConfiguration(seeded), channels = memoryChannels()) {
  for (const jobId of jobIds) await distribute(jobId, configuration, channels);
  return { configuration, channels, since: (await configuration.head()).version };
}

describe("the configuration of a channel", () => {
  it("J1: every job brings its part, as its schema says", async () => {
    const { channels } = await distributed();
    for (const jobId of jobIds)
      expect(configurationParts[jobId].safeParse(channels.parts("berlin")[jobId]).success, jobId).toBe(true);
  });

  it("1070: the channel, its legal entity, profile and default customer, and what its unit says", async () => {
    const { channels } = await distributed();
    expect(channels.parts("berlin")["1070"]).toMatchObject({
      legalEntityId: "eurt",
      legalEntity: { currency: "EUR" },
      country: "DE",
      timeZone: "Europe/Berlin",
      channelDatabaseGroupId: "filtered",
      filterSharedCustomerData: true,
      profile: { createCustomerAsync: true },
      defaultCustomer: { receiptEmail: "kasse@berlin.example" },
    });
  });

  it("1060: the workers who share an address book with the channel, by the oid of their tokens", async () => {
    const { channels } = await distributed();
    const workersOf = (channelId: string) => Object.keys(channels.parts(channelId)["1060"]?.workers ?? {});
    expect(workersOf("houston")).toEqual(["worker-000160", "worker-000161", "worker-000162"]);
    expect(workersOf("san-francisco")).toEqual(["worker-000162", "worker-000170"]);
    expect(workersOf("us-web")).toEqual([]);
  });

  it("1110: features, customer groups, affiliations, the sequence of account numbers", async () => {
    const { channels } = await distributed();
    const part = channels.parts("houston")["1110"];
    expect(part).toMatchObject({
      features: { clienteling: true, multipleContacts: false },
      affiliationIds: ["loyal-shopper", "vip", "employee"],
    });
    expect(Object.keys(part?.customerGroups ?? {})).toEqual(["10", "30"]);
  });

  it("1040, 1090 and 1150: attributes, permissions, filters and their order", async () => {
    const { channels } = await distributed();
    const parts = channels.parts("houston");
    expect(parts["1040"]?.customerAttributes).toEqual(["birthday", "shoe-size", "newsletter-topic"]);
    expect(parts["1040"]?.clientBookAttributes).toEqual(["favourite-brand", "ring-size", "anniversary"]);
    expect(parts["1090"]?.operationsByPermissionGroup["associate"]).toEqual([712, 714]);
    expect(parts["1150"]).toEqual({
      refinable: ["birthday", "newsletter-topic", "favourite-brand", "anniversary"],
      clientBookDisplayOrder: { "favourite-brand": 1, "ring-size": 2, anniversary: 3 },
    });
  });

  it("J1: a channel works once 1060, 1070 and 1110 have run, and not before", async () => {
    const channels = memoryChannels();
    const configuration = memoryConfiguration(seeded);
    for (const jobId of ["1060", "1070", "1110"] as const) {
      expect(channelConfiguration("houston", channels.parts("houston"))).toBeUndefined();
      await distribute(jobId, configuration, channels);
    }
    expect(channelConfiguration("houston", channels.parts("houston"))).toMatchObject({
      channelId: "houston",
      products: { customerAttributes: [] },
    });
  });

  it("J2: a delta with nothing changed looks no further than the head, however many channels there are", async () => {
    const { configuration, channels, since } = await distributed();
    const before = channels.requests();
    configuration.put("affiliations", "new", { name: "New" });
    for (const jobId of ["1040", "1060", "1070", "1090", "1150"] as const)
      expect(await distribute(jobId, configuration, channels, { since })).toEqual({ counts: {}, version: since });
    expect(channels.requests()).toBe(before);
  });

  it("J2: a delta writes to the channels that a change concerns, and to no other", async () => {
    const { configuration, channels, since } = await distributed();
    const worker = { ...seeded["workers"]?.["000180"], permissionGroupId: "store-manager" };
    configuration.put("workers", "000180", worker);
    const { counts, version } = await distribute("1060", configuration, channels, { since });
    expect(counts).toEqual({ default: [3, 0], filtered: [1, 1] });
    expect(version).toBe(since + 1);
    expect(channels.parts("berlin")["1060"]?.workers["worker-000180"]?.permissionGroupId).toBe("store-manager");
  });

  it("J2: a full run writes all parts again", async () => {
    const { configuration, channels, since } = await distributed();
    const { counts } = await distribute("1070", configuration, channels, { since, rewrite: true });
    expect(counts).toEqual({ default: [3, 3], filtered: [1, 1] });
  });

  it("J3: a run that lags behind another does not set a part back", async () => {
    const { configuration, channels } = await distributed();
    const snapshot = await configuration.snapshot(["channels", "channel-database-groups", "permission-groups"]);
    configuration.put("permission-groups", "associate", { name: "Associate", operations: [712] });
    await distribute("1090", configuration, channels);
    const late = { ...configuration, snapshot: async () => snapshot };
    expect((await distribute("1090", late, channels)).counts).toEqual({ default: [3, 0], filtered: [1, 0] });
    expect(channels.parts("houston")["1090"]?.operationsByPermissionGroup["associate"]).toEqual([712]);
  });

  it("J5: a group that excludes a job keeps what it has, and gets it when it does so no more", async () => {
    const { configuration, channels, since } = await distributed();
    const filtered = (excludedJobs: string[]) =>
      configuration.put("channel-database-groups", "filtered", {
        name: "Filtered",
        filterSharedCustomerData: false,
        excludedJobs,
      });
    filtered(["1070"]);
    configuration.put("channels", "hamburg", seeded["channels"]?.["berlin"]);
    const excluded = await distribute("1070", configuration, channels, { since });
    expect(channels.parts("berlin")["1070"]?.filterSharedCustomerData).toBe(true);
    expect(channels.parts("hamburg")).toEqual({});
    filtered([]);
    await distribute("1070", configuration, channels, { since: excluded.version });
    expect(channels.parts("berlin")["1070"]?.filterSharedCustomerData).toBe(false);
    expect(channels.parts("hamburg")["1070"]).toBeDefined();
  });

  it("J5: a group that excludes 1070 keeps a channel that headquarters deleted", async () => {
    const { configuration, channels, since } = await distributed();
    const group = { name: "Filtered", filterSharedCustomerData: true, excludedJobs: ["1070"] };
    configuration.put("channel-database-groups", "filtered", group);
    configuration.put("channels", "berlin", undefined);
    await distribute("1070", configuration, channels, { since });
    expect(channels.parts("berlin")["1070"]).toBeDefined();
  });

  it("J1: a channel that headquarters deleted is gone after 1070, and not before", async () => {
    const { configuration, channels, since } = await distributed();
    configuration.put("channels", "berlin", undefined);
    await distribute("1110", configuration, channels, { since });
    expect(channels.parts("berlin")["1070"]).toBeDefined();
    await distribute("1070", configuration, channels, { since });
    expect(channels.parts("berlin")).toEqual({});
  });
});
