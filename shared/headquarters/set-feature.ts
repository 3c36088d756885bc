import { Failure } from "../failure";
import { type ChangeConfigurationPorts, changeConfiguration, requireMatch } from "./change-configuration";
import type { ConfigurationStore } from "./configuration-store";
import { type FeatureId, featureIds } from "./features";

/** Which features a feature needs (F4). */
const prerequisites: Readonly<Partial<Record<FeatureId, readonly FeatureId[]>>> = {
  asyncCustomerEdits: ["enhancedAsyncCustomers", "asyncAddresses"],
};

export interface FeatureState {
  readonly id: FeatureId;
  readonly enabled: boolean;
  readonly etag: string;
}

/** The etag of a feature that was never set. */
const neverSet = '"0"';

export type ReadFeatures = () => Promise<readonly FeatureState[]>;

/** Every feature; one that was never set is off. */
export function readFeatures(store: ConfigurationStore): ReadFeatures {
  return async () => {
    const set = new Map((await store.list("features")).map((stored) => [stored.id, stored]));
    return featureIds.map((id) => {
      const stored = set.get(id);
      return { id, enabled: stored?.item.enabled ?? false, etag: stored?.etag ?? neverSet };
    });
  };
}

export type ReadFeature = (id: FeatureId) => Promise<FeatureState>;

export function readFeature(store: ConfigurationStore): ReadFeature {
  return async (id) => {
    const stored = await store.find("features", id);
    return { id, enabled: stored?.item.enabled ?? false, etag: stored?.etag ?? neverSet };
  };
}

export type SetFeature = (actor: string, id: FeatureId, enabled: boolean, ifMatch?: string) => Promise<FeatureState>;

/**
 * Switches a feature. Rejects with `feature-prerequisite`, naming the feature that is needed, or the enabled one that
 * needs this one; with `precondition-failed` when `ifMatch` is given and lost.
 */
export function setFeature(ports: ChangeConfigurationPorts): SetFeature {
  const { store } = ports;
  return async (actor, id, enabled, ifMatch) => {
    const [etag = neverSet] = await changeConfiguration(ports, actor, async () => {
      const features = await readFeatures(store)();
      requirePrerequisites(id, enabled, features);
      requireMatch(
        ifMatch,
        features.find((feature) => feature.id === id),
      );
      return [{ collection: "features", id, before: await store.find("features", id), after: { enabled } }];
    });
    return { id, enabled, etag };
  };
}

function requirePrerequisites(id: FeatureId, enabled: boolean, features: readonly FeatureState[]): void {
  const isOn = (other: FeatureId) => features.some((feature) => feature.id === other && feature.enabled);
  const missing = (prerequisites[id] ?? []).filter((needed) => !isOn(needed));
  if (enabled && missing.length > 0) {
    throw new Failure("feature-prerequisite", `The feature ${id} needs ${missing.join(" and ")}.`);
  }
  const dependent = featureIds.find((other) => isOn(other) && prerequisites[other]?.includes(id));
  if (!enabled && dependent) throw new Failure("feature-prerequisite", `The feature ${dependent} needs ${id}.`);
}
