import type { PatchOperation } from "@azure/cosmos";
import { z } from "zod";
import { type ChannelConfigurationStore, configurationParts } from "../../headquarters";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const away = "channel-database-unavailable";

/** How long the tombstone of a channel stands in the way of parts that were made before it was deleted. */
const tombstoneTtlSeconds = 24 * 3600;
const never = -1;

const document = z.object({ parts: z.object(configurationParts).partial() });
const heldPart = z.object({
  channelId: z.string(),
  channelDatabaseGroupId: z.string().optional(),
  digest: z.string().optional(),
});

/**
 * One document a channel, with one part for each job that distributes configuration, and beside it the version and the
 * digest of each part. `removedWith` is the version with which the channel was taken away, 0 while it is there.
 */
export function cosmosChannelConfigurationStore({
  configuration,
}: Pick<ChannelsDatabase, "configuration">): ChannelConfigurationStore {
  /** Jobs write their own part of the document and never each other's, so a patch under its condition is enough. */
  async function patch(channelId: string, conditions: string[], operations: PatchOperation[]): Promise<boolean> {
    const condition = `FROM c WHERE ${["true", ...conditions].join(" AND ")}`;
    try {
      await configuration.item(channelId, channelId).patch({ condition, operations });
      return true;
    } catch (error) {
      if (hasStatus(error, 412)) return false;
      throw error;
    }
  }

  // Two jobs may bring the first part at once: whoever comes second finds the document there.
  async function createEmpty(channelId: string): Promise<void> {
    try {
      await configuration.items.create({ id: channelId, channelId, parts: {}, marks: {}, removedWith: 0, ttl: never });
    } catch (error) {
      if (!hasStatus(error, 409)) throw error;
    }
  }

  return {
    find: (channelId) =>
      reaching(away, async () => {
        const { resource } = await configuration.item(channelId, channelId).read();
        return resource === undefined ? undefined : document.parse(resource).parts;
      }),

    held: (jobId) =>
      reaching(away, async () => {
        const query = `SELECT c.channelId, c.parts["1070"].channelDatabaseGroupId, c.marks["${jobId}"].digest FROM c WHERE c.removedWith = 0`;
        const { resources } = await configuration.items.query(query, { maxItemCount: -1 }).fetchAll();
        return resources.map((read) => ({
          channelDatabaseGroupId: undefined,
          digest: undefined,
          ...heldPart.parse(read),
        }));
      }),

    put: (channelId, jobId, { content, version, digest }, rewrite) =>
      reaching(away, async () => {
        const conditions = rewrite ? [] : [`c.removedWith < ${version}`, notLater(jobId, version)];
        const operations: PatchOperation[] = [
          { op: "set", path: `/parts/${jobId}`, value: content },
          { op: "set", path: `/marks/${jobId}`, value: { version, digest } },
          { op: "set", path: "/removedWith", value: 0 },
          { op: "set", path: "/ttl", value: never },
        ];
        try {
          return await patch(channelId, conditions, operations);
        } catch (error) {
          if (!hasStatus(error, 404)) throw error;
        }
        await createEmpty(channelId);
        return patch(channelId, conditions, operations);
      }),

    remove: (channelId, version, rewrite) =>
      reaching(away, async () => {
        const conditions = rewrite ? [] : Object.keys(configurationParts).map((jobId) => notLater(jobId, version));
        await patch(channelId, conditions, [
          { op: "set", path: "/parts", value: {} },
          { op: "set", path: "/marks", value: {} },
          { op: "set", path: "/removedWith", value: version },
          { op: "set", path: "/ttl", value: tombstoneTtlSeconds },
        ]);
      }),
  };
}

/** That the channel holds nothing of a job that was made of a later version of headquarters' configuration. */
const notLater = (jobId: string, version: number) =>
  `(NOT IS_DEFINED(c.marks["${jobId}"]) OR c.marks["${jobId}"].version <= ${version})`;
