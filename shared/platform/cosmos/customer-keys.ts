import { z } from "zod";
import type { CustomerKey, CustomerKeys } from "../../customers";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const away = "headquarters-unavailable";
const document = z.object({ customerId: z.string(), _etag: z.string(), _ts: z.number() });
type Found = z.infer<typeof document>;

const partitionOf = ({ legalEntityId, value }: CustomerKey) => `${legalEntityId}:${value.toLowerCase()}`;

/** The document with which a customer claims a key: its id the kind, in the key's own partition, so that one can be. */
export const customerKeyDocument = (key: CustomerKey, customerId: string) => ({
  id: key.kind,
  key: partitionOf(key),
  customerId,
});

export function cosmosCustomerKeys({ customerKeys }: Pick<HeadquartersDatabase, "customerKeys">): CustomerKeys {
  async function find(key: CustomerKey, signal?: AbortSignal) {
    const { resource } = await customerKeys.item(key.kind, partitionOf(key)).read(request(signal));
    return resource === undefined ? undefined : document.parse(resource);
  }

  /** The etag of a key that had no owner; undefined when it has one. */
  async function make(key: CustomerKey, customerId: string, signal?: AbortSignal): Promise<string | undefined> {
    try {
      return (await customerKeys.items.create(customerKeyDocument(key, customerId), request(signal))).etag;
    } catch (error) {
      if (hasStatus(error, 409)) return undefined;
      throw error;
    }
  }

  /** Writes a key that the customer owns anew, so that whoever claimed it before does not withdraw it. */
  async function touch(key: CustomerKey, { customerId, _etag }: Found, signal?: AbortSignal): Promise<boolean> {
    const options = { ...request(signal), accessCondition: { type: "IfMatch", condition: _etag } };
    return isCurrent(
      customerKeys.item(key.kind, partitionOf(key)).replace(customerKeyDocument(key, customerId), options),
    );
  }

  async function remove(key: CustomerKey, etag: string): Promise<boolean> {
    const accessCondition = { type: "IfMatch", condition: etag };
    return isCurrent(customerKeys.item(key.kind, partitionOf(key)).delete({ accessCondition }));
  }

  /** Whether a write found the key as it was read. */
  async function isCurrent(write: Promise<unknown>): Promise<boolean> {
    try {
      await write;
      return true;
    } catch (error) {
      if (hasStatus(error, 404) || hasStatus(error, 412)) return false;
      throw error;
    }
  }

  return {
    claim: (key, customerId, signal) =>
      reaching(away, async () => {
        for (;;) {
          const etag = await make(key, customerId, signal);
          if (etag !== undefined)
            return { owner: customerId, withdraw: () => reaching(away, async () => void (await remove(key, etag))) };
          const found = await find(key, signal);
          if (found === undefined) continue; // it was released in between
          if (found.customerId !== customerId || (await touch(key, found, signal)))
            return { owner: found.customerId, withdraw: async () => undefined };
        }
      }),

    ownerOf: (key, signal) => reaching(away, async () => (await find(key, signal))?.customerId),

    release: (key, customerId, before) =>
      reaching(away, async () => {
        const found = await find(key);
        if (found?.customerId !== customerId) return true;
        if (before && found._ts * 1000 >= before.getTime()) return false;
        return remove(key, found._etag);
      }),
  };
}
