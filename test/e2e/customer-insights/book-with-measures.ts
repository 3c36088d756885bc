import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Api, api } from "../../environment/api";
import { controls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { store } from "../clienteling/store";
import { secureFaults } from "../faults/secure-controls";
import { timed } from "../faults/timed";

const path = "/headquarters/customer-insights";

interface ShownCard {
  readonly customerId: string;
  readonly accountNumber: string;
  readonly insights: string;
  readonly slots: readonly { readonly kind: string; readonly label: string }[];
}

/** Nothing is remembered for long, so that every look at the book asks Customer Insights. */
const forgetful = {
  CONFIGURATION_CACHE_SECONDS: "0.1",
  CUSTOMER_INSIGHTS_CACHE_SECONDS: "0.001",
  CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS: "0.001",
  CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: "300",
  CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.05",
};

/** In an environment that a test file shares: a book of two customers, one of whom Customer Insights knows. */
export function bookWithMeasures(settings: Readonly<Record<string, string>> = {}) {
  let environment: TestEnvironment;
  let administrator: Api;
  let associate: Api;
  let insights: ReturnType<typeof controls>;
  let customerIds: string[];

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { ...forgetful, ...settings } });
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
  const states = async () =>
    Object.fromEntries((await cards()).map((card) => [isKnown(card) ? "known" : "unknown", card.insights]));

  return {
    environment: () => environment,
    insightsFaults: (faults: Parameters<typeof insights.faults>[0]) => insights.faults(faults),
    openBook,
    openCustomer: () => timed(() => associate.get(`/channels/houston/customers/${customerIds[0]}`)),
    cards,
    states,
    withMeasures: () =>
      until(
        "cards show measures",
        async () => (await states())["known"] === "ok" && (await states())["unknown"] === "unknownCustomer",
      ),
    saysUnavailable: () => until("the cards say so", async () => (await states())["known"] === "unavailable"),
    async enable(): Promise<void> {
      const { body } = await administrator.get(path);
      const { keyVaultUrl, keyVaultClientId, secretState, secretExpiresOn, secretDaysLeft, lastValidation, ...given } =
        body;
      expect(await administrator.put(path, { ...given, enabled: true })).toMatchObject({ status: 200 });
    },
    async distribute(): Promise<void> {
      const asked = await administrator.post("/headquarters/jobs/1110/runs", { mode: "delta" });
      expect(asked).toMatchObject({ status: 202 });
    },
  };
}

/** Customer Insights knows even account numbers. */
export const isKnown = ({ accountNumber }: ShownCard) => /[02468]$/.test(accountNumber);
