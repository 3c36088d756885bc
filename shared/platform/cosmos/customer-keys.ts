import { z } from "zod";
import type { CustomerKey, CustomerKeys } from "../../customers";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const away = "headquarters-unavailable";
const document = z.object({ customerId: z.string(), _etag: z.string() });

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

  return {
    claim: (key, customerId, signal) =>
      reaching(away, async () => {
        for (;;) {
          try {
            await customerKeys.items.create(customerKeyDocument(key, customerId), request(signal));
            return customerId;
          } catch (error) {
            if (!hasStatus(error, 409)) throw error;
            const owner = await find(key, signal);
            if (owner) return owner.customerId; // else it was released in between
          }
        }
      }),

    ownerOf: (key, signal) => reaching(away, async () => (await find(key, signal))?.customerId),

    release: (key, customerId) =>
      reaching(away, async () => {
        const owner = await find(key);
        if (owner?.customerId !== customerId) return;
        try {
          const accessCondition = { type: "IfMatch", condition: owner._etag };
          await customerKeys.item(key.kind, partitionOf(key)).delete({ accessCondition });
        } catch (error) {
          if (!hasStatus(error, 404) && !hasStatus(error, 412)) throw error;
        }
      }),
  };
}
