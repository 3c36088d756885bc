import { describe, expect, it } from "vitest";
import {
  channelInsightsOf,
  type InsightsSettings,
  type InsightsStore,
  type InsightsTrial,
  putInsights,
  type SavedInsights,
  type StoredInsights,
  validateInsights,
} from "../../../shared/customer-insights";
import { Failure } from "../../../shared/failure";
import { silent } from "../log";
import { insights, settings } from "./insights";

const measures = [
  { name: "LifetimeValue", label: "Lifetime value" },
  { name: "ChurnProbability", label: "Churn" },
];
const works: InsightsTrial = {
  readSecret: async () => undefined,
  getToken: async () => undefined,
  listMeasures: async () => measures,
  findCustomers: async () => undefined,
};
const refuses = () => Promise.reject(new Failure("dependency-unavailable", "It says no."));

/** Headquarters with these settings, and a Customer Insights that goes along as far as `trial` says. */
function headquarters(trial: Partial<InsightsTrial> = {}) {
  let saved: SavedInsights | undefined;
  let writes = 0;
  const store: InsightsStore = {
    find: async () => saved,
    put: async (_, item: StoredInsights, ifMatch) => {
      if (ifMatch !== undefined && ifMatch !== saved?.etag) throw new Failure("precondition-failed", "Changed.");
      writes += 1;
      saved = { item, etag: String(writes) };
      return saved;
    },
  };
  const goesAlong: Partial<InsightsTrial> = { ...trial };
  const tryInsights = () => ({ ...works, ...goesAlong });
  const ports = { store, tryInsights, log: silent, now: () => new Date("2026-11-26T08:00:00Z") };
  const [put, validate] = [putInsights(ports), validateInsights(ports)];
  return {
    put: (item: InsightsSettings, ifMatch?: string) => put("administrator:anna", item, ifMatch),
    validate: () => validate("administrator:anna"),
    saved: () => saved?.item,
    goesAlong,
  };
}

const failed = { kind: "insights-validation-failed" };

describe("the settings of Customer Insights", () => {
  it("I2: enabling keeps what the validation found", async () => {
    const { put, saved } = headquarters();
    await put({ ...settings, enabled: true });
    expect(saved()).toEqual({
      ...settings,
      enabled: true,
      measureLabels: { LifetimeValue: "Lifetime value" },
      lastValidation: { at: "2026-11-26T08:00:00.000Z", outcome: "succeeded", step: null, reason: null },
    });
  });

  it.each([
    ["secret", { readSecret: refuses }],
    ["token", { getToken: refuses }],
    ["measures", { listMeasures: refuses }],
    ["customers", { findCustomers: refuses }],
  ])("I2: the step %s that fails is named, and the settings are saved with enabled set back", async (step, trial) => {
    const { put, saved } = headquarters(trial);
    await expect(put({ ...settings, enabled: true })).rejects.toMatchObject({ ...failed, details: { step } });
    expect(saved()).toMatchObject({
      enabled: false,
      lastValidation: { outcome: "failed", step, reason: "It says no." },
    });
  });

  it("I2: a measure that is not there fails the validation and names those that are", async () => {
    const { put } = headquarters();
    const wrong = put({ ...settings, enabled: true, measures: ["LifetimeValue", "ShoeSize"] });
    await expect(wrong).rejects.toMatchObject({
      ...failed,
      message: "There is no measure ShoeSize; there are: LifetimeValue, ChurnProbability.",
      details: { step: "measures" },
    });
  });

  it("I2: a fault that is no refusal is no outcome of a validation, and nothing is saved", async () => {
    const { put, saved } = headquarters({ getToken: () => Promise.reject(new TypeError("A defect.")) });
    await expect(put({ ...settings, enabled: true })).rejects.toThrow(TypeError);
    expect(saved()).toBeUndefined();
  });

  it("I1: switching off tries nothing, and forgets a validation of other settings only", async () => {
    const { put, saved, goesAlong } = headquarters();
    await put({ ...settings, enabled: true });
    goesAlong.readSecret = refuses;
    await put(settings);
    expect(saved()).toMatchObject({ enabled: false, lastValidation: { outcome: "succeeded" } });
    await put({ ...settings, clientId: "another" });
    expect(saved()).toMatchObject({ lastValidation: null, measureLabels: {} });
  });

  it("I1: a lost If-Match changes nothing, whatever a validation says", async () => {
    const { put, saved } = headquarters({ readSecret: refuses });
    await put(settings);
    await expect(put({ ...settings, enabled: true }, "0")).rejects.toMatchObject({ kind: "precondition-failed" });
    expect(saved()).toMatchObject({ lastValidation: null });
  });

  it("I2: a later validation that fails is kept and leaves enabled and labels as they are", async () => {
    const { put, validate, saved, goesAlong } = headquarters();
    await expect(validate()).rejects.toMatchObject({ kind: "not-found" });
    await put({ ...settings, enabled: true });
    goesAlong.getToken = refuses;
    await expect(validate()).rejects.toMatchObject({ ...failed, details: { step: "token" } });
    expect(saved()).toMatchObject({
      enabled: true,
      measureLabels: { LifetimeValue: "Lifetime value" },
      lastValidation: { outcome: "failed", step: "token" },
    });
  });

  it("J1: channels get what they need while it is enabled, and nothing while it is off", async () => {
    const { put, saved } = headquarters();
    expect(channelInsightsOf(saved())).toBeNull();
    await put({ ...settings, enabled: true });
    expect(channelInsightsOf(saved())).toEqual(insights);
    await put(settings);
    expect(channelInsightsOf(saved())).toBeNull();
  });
});
