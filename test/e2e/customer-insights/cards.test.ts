import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { controls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { store } from "../clienteling/store";

const path = "/headquarters/customer-insights";

describe("cards with measures", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let book: () => Promise<{
    items: { accountNumber: string; insights: string; slots: { kind: string; label: string }[] }[];
  }>;
  let insights: ReturnType<typeof controls>;

  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: {
        CONFIGURATION_CACHE_SECONDS: "0.1",
        CUSTOMER_INSIGHTS_CACHE_SECONDS: "0.001",
        CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS: "0.001",
        CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: "300",
      },
    });
    administrator = api(environment, await environment.token.administrator());
    insights = controls(environment.emulators.ports.customerInsights);
    const houston = await store(environment);
    const ids = await houston.customers({ lastName: "Bowman" }, { lastName: "Okafor" });
    expect(await houston.add("000160", ids)).toMatchObject({ status: 200 });
    book = () => houston.book("000160");
  });
  afterAll(() => environment?.stop());

  const even = ({ accountNumber }: { accountNumber: string }) => /[02468]$/.test(accountNumber);
  const states = async () =>
    Object.fromEntries((await book()).items.map((card) => [even(card) ? "known" : "unknown", card.insights]));
  const withMeasures = () =>
    until(
      "cards show measures",
      async () => (await states())["known"] === "ok" && (await states())["unknown"] === "unknownCustomer",
    );

  it("J1: an enabled Customer Insights reaches cards after job 1110, measures before attributes", async () => {
    const { body } = await administrator.get(path);
    const { keyVaultUrl, keyVaultClientId, secretState, secretExpiresOn, secretDaysLeft, lastValidation, ...settings } =
      body;
    expect(await administrator.put(path, { ...settings, enabled: true })).toMatchObject({ status: 200 });
    expect(await states()).toEqual({ known: "off", unknown: "off" });
    expect(await administrator.post("/headquarters/jobs/1110/runs", { mode: "delta" })).toMatchObject({ status: 202 });
    await withMeasures();
    const known = (await book()).items.find(even);
    expect(known?.slots.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "measure Churn probability",
      "measure Lifetime value",
      "measure Next best action",
    ]);
  });

  it.each([
    ["is down", { drop: true }],
    ["is slow", { delayMs: 10_000 }],
    ["answers 401", { respond: { status: 401 } }],
    ["answers 429", { respond: { status: 429, retryAfterMs: 500 } }],
    ["answers broken JSON", { respond: { status: 200, body: '{ "value": [' } }],
  ])("I5: while Customer Insights %s the book opens and says so, and recovers by itself", async (_, fault) => {
    await withMeasures();
    await insights.faults([{ match: { path: "/data/" }, ...fault }]);
    const begun = performance.now();
    await book();
    const ordinaryMs = 1_000; // of a busy machine
    expect(performance.now() - begun).toBeLessThan(1_000 + ordinaryMs);
    await until("the cards say so", async () => (await states())["known"] === "unavailable");
    await insights.faults([]);
    await withMeasures();
  });
});
