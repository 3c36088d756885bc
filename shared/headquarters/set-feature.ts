import { Failure } from "../failure";
import type { ConfigurationStore } from "./configuration-store";
import { type FeatureId, featureIds } from "./features";

/** Which features a feature needs (F4). */
const prerequisites: Readonly<Partial<Record<FeatureId, readonly FeatureId[]>>> = {
  asyncCustomerEdits: ["enhancedAsyncCustomers", "asyncAddresses"],
};

export type ReadFeatures = () => Promise<readonly { readonly id: FeatureId; readonly enabled: boolean }[]>;

/** Every feature; one that was never set is off. */
export function readFeatures(store: ConfigurationStore): ReadFeatures {
  return async () => {
    const set = new Map((await store.list("features")).map(({ id, item }) => [id, item.enabled]));
    return featureIds.map((id) => ({ id, enabled: set.get(id) ?? false }));
  };
}

export type SetFeature = (id: FeatureId, enabled: boolean) => Promise<void>;

/**
 * Switches a feature. Rejects with `feature-prerequisite`, naming the feature that is needed, or the enabled one that
 * needs this one.
 */
export function setFeature(store: ConfigurationStore): SetFeature {
  return async (id, enabled) => {
    const features = await readFeatures(store)();
    const isOn = (other: FeatureId) => features.some((feature) => feature.id === other && feature.enabled);
    const missing = (prerequisites[id] ?? []).filter((needed) => !isOn(needed));
    if (enabled && missing.length > 0) {
      throw new Failure("feature-prerequisite", `The feature ${id} needs ${missing.join(" and ")}.`);
    }
    const dependent = featureIds.find((other) => isOn(other) && prerequisites[other]?.includes(id));
    if (!enabled && dependent) throw new Failure("feature-prerequisite", `The feature ${dependent} needs ${id}.`);
    await store.put("features", id, { enabled });
  };
}
