import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type ChannelConfigurationStore, configurationParts } from "../../headquarters";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const away = "channel-database-unavailable";
const document = z.object({ parts: z.object(configurationParts).partial() });

/** One document a channel, with one part for each job that distributes configuration. */
export function cosmosChannelConfigurationStore({
  configuration,
}: Pick<ChannelsDatabase, "configuration">): ChannelConfigurationStore {
  async function find(channelId: string) {
    const { resource } = await configuration.item(channelId, channelId).read();
    return resource === undefined ? undefined : document.parse(resource).parts;
  }

  return {
    find: (channelId) => reaching(away, () => find(channelId)),
    putPart: (channelId, jobId, part) =>
      reaching(away, async () => {
        const parts = await find(channelId);
        if (parts && isDeepStrictEqual(parts[jobId], part)) return false;
        if (parts === undefined) await createEmpty(channelId);
        await configuration.item(channelId, channelId).patch([{ op: "set", path: `/parts/${jobId}`, value: part }]);
        return true;
      }),
    channelIds: () =>
      reaching(away, async () => {
        const { resources } = await configuration.items.query<string>("SELECT VALUE c.id FROM c").fetchAll();
        return resources;
      }),
    remove: (channelId) =>
      reaching(away, async () => {
        try {
          await configuration.item(channelId, channelId).delete();
        } catch (error) {
          if (!hasStatus(error, 404)) throw error;
        }
      }),
  };

  // Two jobs may bring the first part at once: whoever comes second finds the document there.
  async function createEmpty(channelId: string): Promise<void> {
    try {
      await configuration.items.create({ id: channelId, channelId, parts: {} });
    } catch (error) {
      if (!hasStatus(error, 409)) throw error;
    }
  }
}
