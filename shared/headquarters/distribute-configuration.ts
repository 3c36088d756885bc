import type { ChannelConfigurationStore, ConfigurationJobId } from "./channel-configuration";
import { type CollectionName, collections } from "./collections";
import type { ConfigurationStore, Stored } from "./configuration-store";
import { type HeadquartersConfiguration, partBuilders } from "./part-builders";

export interface DistributedCount {
  readonly channelDatabaseGroupId: string;
  rowsRead: number;
  rowsWritten: number;
}

/** Builds one job's part for every channel and brings it there; answers the counts per channel database group. */
export async function distributeConfiguration(
  jobId: ConfigurationJobId,
  configuration: ConfigurationStore,
  channels: ChannelConfigurationStore,
): Promise<readonly DistributedCount[]> {
  const builder = partBuilders[jobId];
  const hq = await readConfiguration(configuration, ["channels", "channel-database-groups", ...builder.reads]);
  const counts = new Map<string, DistributedCount>();
  for (const [channelId, channel] of hq.channels) {
    const groupId = channel.channelDatabaseGroupId;
    if (hq["channel-database-groups"].get(groupId)?.excludedJobs.includes(jobId)) continue;
    const count = counts.get(groupId) ?? { channelDatabaseGroupId: groupId, rowsRead: 0, rowsWritten: 0 };
    counts.set(groupId, count);
    count.rowsRead += 1;
    if (await channels.putPart(channelId, jobId, builder.build(channel, hq))) count.rowsWritten += 1;
  }
  if (jobId === "1070") await removeOthers(channels, hq.channels);
  return [...counts.values()];
}

/** A channel that headquarters deleted is taken from where the channels look for it. */
async function removeOthers(channels: ChannelConfigurationStore, present: ReadonlyMap<string, unknown>): Promise<void> {
  const gone = (await channels.channelIds()).filter((channelId) => !present.has(channelId));
  await Promise.all(gone.map((channelId) => channels.remove(channelId)));
}

/** The collections asked for, all at once; the others are empty. */
export async function readConfiguration(
  store: ConfigurationStore,
  names: readonly CollectionName[],
): Promise<HeadquartersConfiguration> {
  const unique = [...new Set(names)];
  const lists = await Promise.all(unique.map((name) => store.list(name)));
  const read = new Map<string, ReadonlyMap<string, unknown>>(
    unique.map((name, index) => [name, byId(lists[index] ?? [])]),
  );
  const entries = Object.keys(collections).map((name) => [name, read.get(name) ?? new Map()]);
  return Object.fromEntries(entries) as HeadquartersConfiguration;
}

const byId = (list: readonly Stored<unknown>[]) => new Map(list.map(({ id, item }) => [id, item]));
