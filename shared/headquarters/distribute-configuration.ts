import type { ChannelConfigurationStore, ConfigurationJobId } from "./channel-configuration";
import type { ConfigurationStore } from "./configuration-store";
import { partBuilders } from "./part-builders";

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
  const { hq } = await configuration.snapshot(["channels", "channel-database-groups", ...builder.reads]);
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
