import type { InsightsStore, ReadSecretState } from "./ports";

export interface ExpiryWarningPorts {
  readonly insightsStore: Pick<InsightsStore, "find">;
  readonly readSecretState: ReadSecretState;
}

/** A sentence for operators while the secret has expired or soon will (I4). Rejects with `headquarters-unavailable`. */
export function expiryWarnings({ insightsStore, readSecretState }: ExpiryWarningPorts) {
  return async (): Promise<readonly string[]> => {
    const saved = await insightsStore.find();
    if (saved === undefined) return [];
    const { state, expiresOn, daysLeft } = await readSecretState(saved.item.secretName);
    const day = expiresOn?.toISOString().slice(0, 10);
    if (state === "expired") return [`The secret of Customer Insights expired on ${day}.`];
    return state === "nearExpiry" ? [`The secret of Customer Insights expires in ${daysLeft} days, on ${day}.`] : [];
  };
}
