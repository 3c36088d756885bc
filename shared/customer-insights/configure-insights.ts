import { isDeepStrictEqual } from "node:util";
import { Failure } from "../failure";
import type { Log } from "../log";
import type { InsightsStore, SavedInsights, TryInsights } from "./ports";
import type { InsightsSettings, InsightsValidation, StoredInsights } from "./settings";
import { validateConnection } from "./validate-connection";

export interface ConfigureInsightsPorts {
  readonly store: InsightsStore;
  readonly tryInsights: TryInsights;
  readonly log: Log;
  readonly now: () => Date;
}

export type PutInsights = (actor: string, settings: InsightsSettings, ifMatch?: string) => Promise<SavedInsights>;

/**
 * Saves the settings. Enabling validates them for real first; when a step fails they are saved all the same, with
 * `enabled` set back to No, and it rejects with `insights-validation-failed`, naming the step (I2), or with
 * `precondition-failed` when `ifMatch` is given and lost. A crash before the save leaves everything as it was.
 */
export function putInsights({ store, tryInsights, log, now }: ConfigureInsightsPorts): PutInsights {
  return async (actor, settings, ifMatch) => {
    if (!settings.enabled) {
      const present = await store.find();
      return store.put(actor, { ...settings, ...whatStays(settings, present?.item) }, ifMatch);
    }
    const { validation, measureLabels } = await validateConnection(settings, tryInsights(settings), now());
    const enabled = validation.outcome === "succeeded";
    const saved = await store.put(actor, { ...settings, enabled, measureLabels, lastValidation: validation }, ifMatch);
    requireSuccess(validation, log);
    return saved;
  };
}

export type ValidateInsights = (actor: string) => Promise<SavedInsights>;

/**
 * Validates the saved settings for real and keeps the outcome. Rejects with `insights-validation-failed`; `enabled`
 * stays as it is, so that a look at a passing outage does not switch every store's measures off.
 */
export function validateInsights({ store, tryInsights, log, now }: ConfigureInsightsPorts): ValidateInsights {
  return async (actor) => {
    const present = await store.find();
    if (present === undefined) throw new Failure("not-found", "Customer Insights was never configured.");
    const { item, etag } = present;
    const { validation, measureLabels } = await validateConnection(item, tryInsights(item), now());
    const labels = validation.outcome === "succeeded" ? measureLabels : item.measureLabels;
    const saved = await store.put(actor, { ...item, measureLabels: labels, lastValidation: validation }, etag);
    requireSuccess(validation, log);
    return saved;
  };
}

/** What was found out about the same settings. */
function whatStays(
  settings: InsightsSettings,
  present: StoredInsights | undefined,
): Pick<StoredInsights, "measureLabels" | "lastValidation"> {
  const nothing = { measureLabels: {}, lastValidation: null };
  if (present === undefined) return nothing;
  const { measureLabels, lastValidation, ...before } = present;
  return isDeepStrictEqual({ ...before, enabled: settings.enabled }, settings)
    ? { measureLabels, lastValidation }
    : nothing;
}

function requireSuccess({ step, reason }: InsightsValidation, log: Log): void {
  log.info("customer-insights.validated", { failedStep: step });
  if (step !== null) throw new Failure("insights-validation-failed", reason ?? "It failed.", { step });
}
