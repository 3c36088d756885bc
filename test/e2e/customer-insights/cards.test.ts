import { describe, expect, it } from "vitest";
import { insightsClient } from "../../../local/environment/identities";
import { until } from "../../environment/until";
import { secureFaults, tokenRequests, validSecrets } from "../faults/secure-controls";
import { bookWithMeasures, isKnown } from "./book-with-measures";
import { secretsOf } from "./key-vault-secrets";

describe("cards with measures", () => {
  const { environment, insightsFaults, cards, states, withMeasures, enable, distribute } = bookWithMeasures();

  it("J1, I5: an enabled Customer Insights reaches cards after job 1110, measures before attributes", async () => {
    await enable();
    expect(await states()).toEqual({ known: "off", unknown: "off" });
    await distribute();
    await withMeasures();
    const known = (await cards()).find(isKnown);
    expect(known?.slots.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "measure Churn probability",
      "measure Lifetime value",
      "measure Next best action",
    ]);
  });

  it("I3: a secret is rotated while books are read: every card keeps its measures, and nothing is restarted", async () => {
    const rotated = "the-rotated-insights-secret";
    const secrets = await secretsOf(environment());
    await withMeasures();
    const seen: (string | undefined)[] = [];
    let goesOn = true;
    const readers = Array.from({ length: 4 }, async () => {
      while (goesOn) seen.push((await states())["known"]);
    });
    const before = await tokenRequests(environment());
    await validSecrets(environment(), insightsClient.clientId, [insightsClient.secret, rotated]);
    await secrets.set(rotated);
    await until("the new version is taken up", async () => (await tokenRequests(environment())) > before);
    await validSecrets(environment(), insightsClient.clientId, [rotated]);
    await insightsFaults([{ match: { path: "/data/" }, respond: { status: 401 }, times: 1 }]);
    for (let times = 0; times < 10; times += 1) await states();
    goesOn = false;
    await Promise.all(readers);
    expect(new Set(seen)).toEqual(new Set(["ok"]));
    expect(environment().lines.join("\n")).not.toContain(rotated);
  });

  it("I3: when the old secret is disabled at Entra, the very next read takes the new one", async () => {
    const next = "the-next-insights-secret";
    const secrets = await secretsOf(environment());
    await withMeasures();
    await secrets.set(next);
    await validSecrets(environment(), insightsClient.clientId, [next]);
    await insightsFaults([{ match: { path: "/data/" }, respond: { status: 401 }, times: 1 }]);
    expect(await states()).toEqual({ known: "ok", unknown: "unknownCustomer" });
  });

  it("I3: a Key Vault that goes away takes nothing from cards", async () => {
    await withMeasures();
    await secureFaults(environment(), "keyVault")([{ drop: true }]);
    for (let times = 0; times < 5; times += 1) {
      expect(await states()).toEqual({ known: "ok", unknown: "unknownCustomer" });
    }
  });
});
