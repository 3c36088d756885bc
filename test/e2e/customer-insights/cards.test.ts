import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { insightsClient } from "../../../local/environment/identities";
import { type Api, api } from "../../environment/api";
import { controls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { store } from "../clienteling/store";
import { secureFaults, tokenRequests, validSecrets } from "../faults/secure-controls";
import { slowest, timed } from "../faults/timed";
import { secretsOf } from "./key-vault-secrets";

const path = "/headquarters/customer-insights";

/** Within the deadline of Customer Insights, and what a busy machine adds. */
const quickMs = 3_000;
const deadlineMs = "1000";

interface ShownCard {
  readonly customerId: string;
  readonly accountNumber: string;
  readonly insights: string;
  readonly slots: readonly { readonly kind: string; readonly label: string }[];
}

describe("cards with measures", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let associate: Api;
  let insights: ReturnType<typeof controls>;
  let customerIds: string[];

  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: {
        CONFIGURATION_CACHE_SECONDS: "0.1",
        CUSTOMER_INSIGHTS_DEADLINE_MS: deadlineMs,
        CUSTOMER_INSIGHTS_CACHE_SECONDS: "0.001",
        CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS: "0.001",
        CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: "300",
        CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.05",
      },
    });
    administrator = api(environment, await environment.token.administrator());
    insights = controls(environment.emulators.ports.customerInsights);
    const houston = await store(environment);
    associate = houston.as("000160");
    customerIds = await houston.customers({ lastName: "Bowman" }, { lastName: "Okafor" });
    expect(await houston.add("000160", customerIds)).toMatchObject({ status: 200 });
  });
  afterAll(() => environment?.stop());
  afterEach(async () => {
    await insights.faults([]);
    await secureFaults(environment, "keyVault")([]);
  });

  const openBook = () => timed(() => associate.get("/channels/houston/client-book"));
  const cards = async (): Promise<ShownCard[]> => {
    const { status, body } = await openBook();
    expect(status).toBe(200);
    return body.items;
  };
  const isEven = ({ accountNumber }: ShownCard) => /[02468]$/.test(accountNumber);
  const states = async () =>
    Object.fromEntries((await cards()).map((card) => [isEven(card) ? "known" : "unknown", card.insights]));
  const withMeasures = () =>
    until(
      "cards show measures",
      async () => (await states())["known"] === "ok" && (await states())["unknown"] === "unknownCustomer",
    );
  const saysUnavailable = () => until("the cards say so", async () => (await states())["known"] === "unavailable");

  it("J1, I5: an enabled Customer Insights reaches cards after job 1110, measures before attributes", async () => {
    const { body } = await administrator.get(path);
    const { keyVaultUrl, keyVaultClientId, secretState, secretExpiresOn, secretDaysLeft, lastValidation, ...settings } =
      body;
    expect(await administrator.put(path, { ...settings, enabled: true })).toMatchObject({ status: 200 });
    expect(await states()).toEqual({ known: "off", unknown: "off" });
    expect(await administrator.post("/headquarters/jobs/1110/runs", { mode: "delta" })).toMatchObject({ status: 202 });
    await withMeasures();
    const known = (await cards()).find(isEven);
    expect(known?.slots.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "measure Churn probability",
      "measure Lifetime value",
      "measure Next best action",
    ]);
  });

  it("I3: a secret is rotated while books are read: every card keeps its measures, and nothing is restarted", async () => {
    const rotated = "the-rotated-insights-secret";
    const secrets = await secretsOf(environment);
    await withMeasures();
    const seen: (string | undefined)[] = [];
    let goesOn = true;
    const readers = Array.from({ length: 4 }, async () => {
      while (goesOn) seen.push((await states())["known"]);
    });
    const before = await tokenRequests(environment);
    await validSecrets(environment, insightsClient.clientId, [insightsClient.secret, rotated]);
    await secrets.set(rotated);
    await until("the new version is taken up", async () => (await tokenRequests(environment)) > before);
    await validSecrets(environment, insightsClient.clientId, [rotated]);
    await insights.faults([{ match: { path: "/data/" }, respond: { status: 401 }, times: 1 }]);
    for (let times = 0; times < 10; times += 1) await states();
    goesOn = false;
    await Promise.all(readers);
    expect(new Set(seen)).toEqual(new Set(["ok"]));
    expect(environment.lines.join("\n")).not.toContain(rotated);
  });

  it("I3: when the old secret is disabled at Entra, the very next read takes the new one", async () => {
    const next = "the-next-insights-secret";
    const secrets = await secretsOf(environment);
    await withMeasures();
    await secrets.set(next);
    await validSecrets(environment, insightsClient.clientId, [next]);
    await insights.faults([{ match: { path: "/data/" }, respond: { status: 401 }, times: 1 }]);
    expect(await states()).toEqual({ known: "ok", unknown: "unknownCustomer" });
  });

  it("I3: a Key Vault that goes away takes nothing from cards", async () => {
    await withMeasures();
    await secureFaults(environment, "keyVault")([{ drop: true }]);
    for (let times = 0; times < 5; times += 1) {
      expect(await states()).toEqual({ known: "ok", unknown: "unknownCustomer" });
    }
  });

  // These come last: requests that are late fail seconds after their test, and may open the breaker then.
  it.each([
    ["is down", { drop: true }],
    ["is slow", { delayMs: 10_000 }],
    ["answers 401", { respond: { status: 401 } }],
    ["answers 403", { respond: { status: 403 } }],
    ["answers 429", { respond: { status: 429, retryAfterMs: 500 } }],
    ["answers 500", { respond: { status: 500 } }],
    ["answers broken JSON", { respond: { status: 200, body: '{ "value": [' } }],
  ])("I5: while Customer Insights %s the book opens and says so, and recovers by itself", async (_, fault) => {
    await withMeasures();
    await insights.faults([{ match: { path: "/data/" }, ...fault }]);
    const opened = await openBook();
    expect(opened.status).toBe(200);
    expect(opened.ms).toBeLessThan(quickMs);
    await saysUnavailable();
    await insights.faults([]);
    await withMeasures();
  });

  it("I5: a slow Customer Insights does not tie up the host: customers are read as ever beside many books", async () => {
    await withMeasures();
    await insights.faults([{ match: { path: "/data/" }, delayMs: 10_000 }]);
    const many = Array.from({ length: 32 });
    const books = many.map(() => openBook());
    const customer = () => timed(() => associate.get(`/channels/houston/customers/${customerIds[0]}`));
    const customers = await Promise.all(many.map(customer));
    const opened = await Promise.all(books);
    expect(new Set([...customers, ...opened].map(({ status }) => status))).toEqual(new Set([200]));
    expect(slowest([...customers, ...opened])).toBeLessThan(quickMs);
  });

  it("I5: without Key Vault from the start the book opens and says so, and recovers by itself", async () => {
    await environment.functions.stop();
    await secureFaults(environment, "keyVault")([{ drop: true }]);
    await environment.functions.start();
    const opened = await openBook();
    expect(opened.status).toBe(200);
    expect(opened.ms).toBeLessThan(quickMs);
    expect(await states()).toEqual({ known: "unavailable", unknown: "unavailable" });
    await secureFaults(environment, "keyVault")([]);
    await withMeasures();
  });
});
