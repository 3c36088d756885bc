import type { Container, JSONObject, PartitionKey } from "@azure/cosmos";
import { z } from "zod";
import { type CreationLocks, type KeysToHold, longestHoldMs } from "../../customers";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase, HeadquartersDatabase } from "./databases";
import { request } from "./request";

const id = "creationLock";
const document = z.object({ owner: z.string(), until: z.string(), _etag: z.string() });

interface Place {
  readonly container: Container;
  readonly away: "headquarters-unavailable" | "channel-database-unavailable";
  /** The members of a lock's partition key, in their order. */
  partition(key: string): Readonly<Record<string, string>>;
}

/** Locks in headquarters' look-up container. */
export const cosmosHeadquartersCreationLocks = ({
  customerKeys,
}: Pick<HeadquartersDatabase, "customerKeys">): CreationLocks =>
  creationLocks({
    container: customerKeys,
    away: "headquarters-unavailable",
    partition: (key) => ({ key: `${id}:${key}` }),
  });

/** Locks of one channel database group, beside its customers. */
export const cosmosChannelCreationLocks = (
  { customers }: Pick<ChannelsDatabase, "customers">,
  channelDatabaseGroupId: string,
): CreationLocks =>
  creationLocks({
    container: customers,
    away: "channel-database-unavailable",
    partition: (key) => ({ channelDatabaseGroupId, customerId: `${id}:${key}` }),
  });

/** One document a key, in a partition of its own, so that one can be created; `ttl` clears away what a crash left. */
function creationLocks({ container, away, partition }: Place): CreationLocks {
  const item = (key: string) => container.item(id, Object.values(partition(key)) as PartitionKey);

  /** Answers the lock's etag, or undefined while it is somebody else's. */
  async function takeOne(key: string, { owner, now }: KeysToHold, signal?: AbortSignal): Promise<string | undefined> {
    const until = new Date(now.getTime() + longestHoldMs).toISOString();
    const ttl = Math.ceil(longestHoldMs / 1000);
    const lock: JSONObject & { id: string } = { id, type: id, ...partition(key), owner, until, ttl };
    try {
      return (await container.items.create(lock, request(signal))).etag;
    } catch (error) {
      if (!hasStatus(error, 409)) throw error;
    }
    const { resource } = await item(key).read(request(signal));
    const present = resource && document.parse(resource);
    if (present === undefined || (present.owner !== owner && present.until > now.toISOString())) return undefined;
    try {
      const accessCondition = { type: "IfMatch", condition: present._etag };
      return (await item(key).replace(lock, { accessCondition, ...request(signal) })).etag;
    } catch (error) {
      if (!hasStatus(error, 412) && !hasStatus(error, 404)) throw error;
      return undefined;
    }
  }

  async function release(key: string, etag: string): Promise<void> {
    try {
      await item(key).delete({ accessCondition: { type: "IfMatch", condition: etag } });
    } catch (error) {
      if (!hasStatus(error, 412) && !hasStatus(error, 404)) throw error;
    }
  }

  return {
    take: (hold, signal) =>
      reaching(away, async () => {
        const held = new Map<string, string>();
        const releaseAll = async () => void (await Promise.all([...held].map(([key, etag]) => release(key, etag))));
        for (const key of hold.keys) {
          const etag = await takeOne(key, hold, signal);
          if (etag === undefined) {
            await releaseAll();
            return undefined;
          }
          held.set(key, etag);
        }
        return { release: () => reaching(away, releaseAll) };
      }),
  };
}
