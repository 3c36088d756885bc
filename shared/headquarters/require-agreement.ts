import { Failure, type InputFault } from "../failure";
import type { CollectionItem, CollectionName } from "./collections";
import type { ConfigurationStore } from "./configuration-store";

type Checks = {
  readonly [Name in CollectionName]?: (
    store: ConfigurationStore,
    id: string,
    item: CollectionItem<Name>,
  ) => Promise<InputFault | undefined>;
};

/** What an item and the items around it must agree on, beside that they are there. */
const checks: Checks = {
  async channels(store, _, { operatingUnitId, legalEntityId }) {
    const unit = await store.find("operating-units", operatingUnitId);
    if (unit === undefined || unit.item.legalEntityId === legalEntityId) return undefined;
    const message = `The operating unit ${operatingUnitId} is of ${unit.item.legalEntityId}, the channel of ${legalEntityId}.`;
    return { pointer: "/operatingUnitId", message };
  },

  async "operating-units"(store, id, { legalEntityId }) {
    const channels = (await store.list("channels")).filter(({ item }) => item.operatingUnitId === id);
    const other = channels.find(({ item }) => item.legalEntityId !== legalEntityId);
    if (other === undefined) return undefined;
    return {
      pointer: "/legalEntityId",
      message: `The channel ${other.id} of this unit is of ${other.item.legalEntityId}.`,
    };
  },

  /** A token names one worker. */
  async workers(store, id, { externalId }) {
    const other = (await store.list("workers")).find(
      ({ id: otherId, item }) => otherId !== id && item.externalId === externalId,
    );
    return other && { pointer: "/externalId", message: `The worker ${other.id} has this external id.` };
  },
};

/** Rejects with `configuration-contradiction` when an item does not agree with the items around it. */
export async function requireAgreement<Name extends CollectionName>(
  store: ConfigurationStore,
  collection: Name,
  id: string,
  item: CollectionItem<Name>,
): Promise<void> {
  const fault = await checks[collection]?.(store, id, item);
  if (fault === undefined) return;
  throw new Failure("configuration-contradiction", `${collection}/${id} would contradict other configuration.`, {
    errors: [fault],
  });
}
