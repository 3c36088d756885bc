import { describe, expect, it } from "vitest";
import {
  type ChannelConfigurationStore,
  type ConfigurationJobId,
  channelConfiguration,
  configurationParts,
  type DistributedParts,
  distributeConfiguration,
} from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";
import { seeded } from "./seeded";

const jobIds = Object.keys(configurationParts) as ConfigurationJobId[];

function memoryChannels() {
  const channels = new Map<string, DistributedParts>();
  const port: ChannelConfigurationStore = {
    find: async (channelId) => channels.get(channelId),
    async putPart(channelId, jobId, part) {
      const parts = channels.get(channelId) ?? {};
      if (JSON.stringify(parts[jobId]) === JSON.stringify(part)) return false;
      channels.set(channelId, { ...parts, [jobId]: part });
      return true;
    },
    channelIds: async () => [...channels.keys()],
    remove: async (channelId) => void channels.delete(channelId),
  };
  return { port, parts: (channelId: string) => channels.get(channelId) ?? {} };
}

async function distributed(configuration = memoryConfiguration(seeded), channels = memoryChannels()) {
  for (const jobId of jobIds) await distributeConfiguration(jobId, configuration, channels.port);
  return { configuration, channels };
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
      await distributeConfiguration(jobId, configuration, channels.port);
    }
    expect(channelConfiguration("houston", channels.parts("houston"))).toMatchObject({
      channelId: "houston",
      products: { customerAttributes: [] },
    });
  });

  it("J3: counts what was read and written per group; a second run writes nothing", async () => {
    const { configuration, channels } = await distributed();
    expect(await distributeConfiguration("1070", configuration, channels.port)).toEqual([
      { channelDatabaseGroupId: "default", rowsRead: 3, rowsWritten: 0 },
      { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 0 },
    ]);
  });

  it("J5: a group that excludes a job keeps what it has", async () => {
    const { configuration, channels } = await distributed();
    const group = { name: "Filtered", filterSharedCustomerData: false, excludedJobs: ["1070"] };
    await configuration.put("channel-database-groups", "filtered", group);
    await distributeConfiguration("1070", configuration, channels.port);
    expect(channels.parts("berlin")["1070"]?.filterSharedCustomerData).toBe(true);
  });

  it("J1: a channel that headquarters deleted is gone after 1070, and not before", async () => {
    const { configuration, channels } = await distributed();
    configuration.put("channels", "berlin", undefined);
    await distributeConfiguration("1110", configuration, channels.port);
    expect(channels.parts("berlin")["1070"]).toBeDefined();
    await distributeConfiguration("1070", configuration, channels.port);
    expect(channels.parts("berlin")).toEqual({});
  });
});
