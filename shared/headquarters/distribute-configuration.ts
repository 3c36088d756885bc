import { createHash } from "node:crypto";
import type { ChannelConfigurationStore, ConfigurationJobId, VersionedPart } from "./channel-configuration";
import type { ConfigurationStore } from "./configuration-store";
import { partBuilders } from "./part-builders";

export interface DistributionPorts {
  readonly configuration: ConfigurationStore;
  readonly channels: ChannelConfigurationStore;
}

export interface Distribution {
  /** Up to which version the job has brought everything; 0 when it never ran. */
  readonly since: number;
  /** Look at everything, and write also what the channels hold already. */
  readonly rewrite: boolean;
  count(channelDatabaseGroupId: string, rowsRead: number, rowsWritten: number): void;
  /** Comes after every few writes. */
  step(): Promise<void>;
}

/** How many parts are written at once. */
const atOnce = 20;

/**
 * Builds one job's part for every channel and brings it where it differs from what the channel holds. Answers the
 * version up to which everything is brought. When none of the collections that the job reads has changed since, that
 * is one request; otherwise the writes grow with the channels that the change concerns (J2). A channel whose group
 * excludes the job is left as it is (J5); one that headquarters deleted is taken away by 1070.
 */
export async function distributeConfiguration(
  jobId: ConfigurationJobId,
  { configuration, channels }: DistributionPorts,
  { since, rewrite, count, step }: Distribution,
): Promise<number> {
  const reads = ["channels", "channel-database-groups", ...partBuilders[jobId].reads] as const;
  if (!rewrite) {
    const { changed } = await configuration.head();
    if (reads.every((name) => (changed[name] ?? 0) <= since)) return since;
  }
  const { version, hq } = await configuration.snapshot(reads);
  const excludes = (groupId: string | undefined) =>
    hq["channel-database-groups"].get(groupId ?? "")?.excludedJobs.includes(jobId) ?? false;
  const all = await channels.held(jobId);
  const digests = new Map(all.map(({ channelId, digest }) => [channelId, digest]));
  const wanted = [...hq.channels].filter(([, { channelDatabaseGroupId: groupId }]) => !excludes(groupId));
  await inGroups(wanted, async ([channelId, channel]) => {
    const part = versioned(jobId, partBuilders[jobId].build(channel, hq), version);
    const differs = rewrite || digests.get(channelId) !== part.digest;
    const written = differs && (await channels.put(channelId, jobId, part, rewrite));
    count(channel.channelDatabaseGroupId, 1, written ? 1 : 0);
  });
  const gone = all.filter((one) => !hq.channels.has(one.channelId) && !excludes(one.channelDatabaseGroupId));
  if (jobId === "1070") await inGroups(gone, ({ channelId }) => channels.remove(channelId, version, rewrite));
  return version;

  async function inGroups<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    for (let from = 0; from < items.length; from += atOnce) {
      await Promise.all(items.slice(from, from + atOnce).map(work));
      if (from + atOnce < items.length) await step();
    }
  }
}

function versioned<Id extends ConfigurationJobId>(
  _: Id,
  content: VersionedPart<Id>["content"],
  version: number,
): VersionedPart<Id> {
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return { content, version, digest };
}
