import { Failure } from "../failure";
import type { InsightsTrial, Measure } from "./ports";
import type { InsightsSettings, InsightsValidation, ValidationStep } from "./settings";

export interface Validated {
  readonly validation: InsightsValidation;
  readonly measureLabels: Readonly<Record<string, string>>;
}

/** Goes every step to Customer Insights for real (I2), up to the first that fails. */
export async function validateConnection(
  { measures: selected }: Pick<InsightsSettings, "measures">,
  trial: InsightsTrial,
  now: Date,
): Promise<Validated> {
  const at = now.toISOString();
  let step: ValidationStep = "secret";
  try {
    await trial.readSecret();
    step = "token";
    await trial.getToken();
    step = "measures";
    const measureLabels = labelsOf(selected, await trial.listMeasures());
    step = "customers";
    await trial.findCustomers();
    return { validation: { at, outcome: "succeeded", step: null, reason: null }, measureLabels };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { validation: { at, outcome: "failed", step, reason: error.message }, measureLabels: {} };
  }
}

function labelsOf(selected: readonly string[], measures: readonly Measure[]): Readonly<Record<string, string>> {
  const labels = new Map(measures.map(({ name, label }) => [name, label]));
  const unknown = selected.filter((name) => !labels.has(name));
  if (unknown.length > 0) {
    const known = [...labels.keys()].slice(0, 20).join(", ") || "none";
    throw new Failure("dependency-unavailable", `There is no measure ${unknown.join(", ")}; there are: ${known}.`);
  }
  return Object.fromEntries(selected.map((name) => [name, labels.get(name) ?? name]));
}
