import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insightsClient } from "../../../local/environment/identities";
import { type Api, api } from "../../environment/api";
import { controls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { secureFaults } from "../faults/secure-controls";
import { secretsOf } from "./key-vault-secrets";

const path = "/headquarters/customer-insights";
const dayMs = 86_400_000;

describe("the settings of Customer Insights", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  /** As they were seeded, without what is read-only. */
  let seeded: Record<string, unknown>;
  let insights: ReturnType<typeof controls>;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.1" } });
    administrator = api(environment, await environment.token.administrator());
    insights = controls(environment.emulators.ports.customerInsights);
    const { body } = await administrator.get(path);
    const { keyVaultUrl, keyVaultClientId, secretState, secretExpiresOn, secretDaysLeft, lastValidation, ...settings } =
      body;
    seeded = settings;
  });
  afterAll(() => environment?.stop());
  beforeEach(() => administrator.put(path, seeded));

  const enabled = (changes: object = {}) => ({ ...seeded, enabled: true, ...changes });

  it("I1: are seeded for the local emulator, off, and show Key Vault and the days that the secret has left", async () => {
    const { status, body } = await administrator.get(path);
    expect(status).toBe(200);
    expect(body).toEqual({
      enabled: false,
      api: "insights",
      endpoint: `http://localhost:${environment.emulators.ports.customerInsights}`,
      tenantId: expect.any(String),
      clientId: insightsClient.clientId,
      secretName: "customer-insights-client-secret",
      instanceId: expect.any(String),
      alternateCustomerId: "AccountNumber",
      measures: ["ChurnProbability", "LifetimeValue", "NextBestAction"],
      keyVaultUrl: `https://localhost:${environment.emulators.ports.keyVault}`,
      keyVaultClientId: "regulars-functions",
      secretState: "valid",
      secretExpiresOn: expect.stringMatching(/^\d{4}-/),
      secretDaysLeft: 364,
      lastValidation: null,
    });
  });

  it("I1: refuse what is read-only, more than three measures, and an endpoint that anybody could listen to", async () => {
    const faulty = {
      ...seeded,
      secretExpiresOn: "2030-01-01T00:00:00Z",
      measures: ["A", "B", "C", "D"],
      endpoint: "http://api.ci.ai.dynamics.com",
    };
    const { status, body } = await administrator.put(path, faulty);
    expect(status).toBe(400);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(["/secretExpiresOn", "/measures", "/endpoint"]));
  });

  it("I1: honour If-Match, and are for administrators alone", async () => {
    const { headers } = await administrator.get(path);
    const changed = (clientId: string) =>
      administrator.put(path, { ...seeded, clientId }, { "if-match": headers.get("etag") ?? "" });
    expect(await changed("first")).toMatchObject({ status: 200 });
    expect(await changed("second")).toMatchObject({ status: 412 });
    const worker = api(environment, await environment.token.worker("000160"));
    expect(await worker.get(path)).toMatchObject({ status: 403 });
  });

  it("P2: each change is in the audit trail, with who and which fields", async () => {
    await administrator.put(path, { ...seeded, clientId: "another" });
    const { body } = await administrator.get("/headquarters/configuration-changes?collection=customer-insights&top=1");
    expect(body.items).toMatchObject([{ actor: "administrator:administrator", fields: ["/clientId"] }]);
  });

  it("I2: enabling goes every step for real", async () => {
    await insights.resetCounts();
    const { status, body } = await administrator.put(path, enabled());
    expect({ status, ...body }).toMatchObject({
      status: 200,
      enabled: true,
      lastValidation: { outcome: "succeeded", step: null, reason: null },
    });
    expect((await insights.counts()).operations).toMatchObject({ measures: { count: 1 }, customers: { count: 1 } });
    expect(await administrator.post(`${path}/validate`, "")).toMatchObject({ status: 200, body: { enabled: true } });
  });

  it("I6: enabling works with Dataverse, too, by its own setting", async () => {
    await insights.resetCounts();
    const answer = await administrator.put(
      path,
      enabled({ api: "dataverse", alternateCustomerId: "msdynci_accountnumber" }),
    );
    expect(answer).toMatchObject({ status: 200, body: { enabled: true, api: "dataverse" } });
    const { operations } = await insights.counts();
    expect(new Set(Object.keys(operations))).toEqual(new Set(["msdynci_customermeasures", "msdynci_customerprofiles"]));
  });

  it.each([
    ["secret", { secretName: "no-such-secret" }, /no secret of this name/],
    ["token", { clientId: "nobody" }, /AADSTS700016/],
    ["token", { tenantId: "11111111-2222-3333-4444-555555555555" }, /AADSTS90002|could not be reached/],
    ["measures", { instanceId: "another-instance" }, /answered 404/],
    ["measures", { measures: ["LifetimeValue", "ShoeSize"] }, /no measure ShoeSize/],
    ["customers", { alternateCustomerId: "NoSuchField" }, /answered 400/],
    ["customers", { api: "dataverse", alternateCustomerId: "msdynci_nosuchfield" }, /answered 400/],
  ])(
    "I2: a failing step %s of %j is answered with its reason, and enabled is set back to No",
    async (step, changes, reason) => {
      await administrator.put(path, enabled());
      const refused = await administrator.put(path, enabled(changes));
      expect(refused).toMatchObject({
        status: 422,
        body: {
          type: expect.stringMatching(/\/insights-validation-failed$/),
          step,
          detail: expect.stringMatching(reason),
        },
      });
      const { body } = await administrator.get(path);
      expect(body).toMatchObject({ ...changes, enabled: false, lastValidation: { outcome: "failed", step } });
    },
  );

  it("I2: Key Vault, Entra and Customer Insights that are away are each named", async () => {
    const keyVault = secureFaults(environment, "keyVault");
    await keyVault([{ drop: true }]);
    expect(await administrator.put(path, enabled())).toMatchObject({ status: 422, body: { step: "secret" } });
    expect(await administrator.get(path)).toMatchObject({ status: 200, body: { enabled: false } });
    await keyVault([]);
    const entra = secureFaults(environment, "entra");
    await entra([{ match: { path: "oauth2" }, drop: true }]);
    expect(await administrator.put(path, enabled())).toMatchObject({ status: 422, body: { step: "token" } });
    await entra([]);
    await insights.faults([{ respond: { status: 200, body: '[{ "name": "Chur' } }]);
    expect(await administrator.put(path, enabled())).toMatchObject({
      status: 422,
      body: { step: "measures", detail: "Customer Insights answered what is no JSON." },
    });
    await insights.faults([]);
  });

  it("I2: validating again later says what is wrong and leaves enabled as it is", async () => {
    await administrator.put(path, enabled());
    await insights.faults([{ respond: { status: 403 } }]);
    expect(await administrator.post(`${path}/validate`, "")).toMatchObject({ status: 422, body: { step: "measures" } });
    const failed = await administrator.get(path);
    expect(failed.body).toMatchObject({ enabled: true, lastValidation: { outcome: "failed", step: "measures" } });
    await insights.faults([]);
  });

  it("I4: a secret near its expiry shows in the settings, in readiness and in the log", async () => {
    const secrets = await secretsOf(environment);
    await secrets.set(insightsClient.secret, new Date(Date.now() + 5.5 * dayMs));
    const near = await until("the expiry shows", async () => {
      const { body } = await administrator.get(path);
      return body.secretDaysLeft === 5 && body;
    });
    expect(near.secretState).toBe("nearExpiry");
    await until("the log warns", async () =>
      environment.lines.some(
        (line) => line.includes('"customer-insights.secret-expires"') && line.includes('"daysLeft":5'),
      ),
    );
    const ready = await fetch(`${environment.baseUrl}/api/health/ready`);
    expect(await ready.json()).toMatchObject({
      state: "ready",
      warnings: [expect.stringMatching(/^The secret of Customer Insights expires in 5 days, on \d{4}-\d\d-\d\d\.$/)],
    });
    await secrets.set(insightsClient.secret, new Date(Date.now() - dayMs));
    await until("it shows as expired", async () => (await administrator.get(path)).body.secretState === "expired");
    await secrets.set(insightsClient.secret);
    const lasting = await until("it lasts again", async () => {
      const { body } = await administrator.get(path);
      return body.secretState === "valid" && body;
    });
    expect(lasting).toMatchObject({ secretExpiresOn: null, secretDaysLeft: null });
  });

  it("P3: neither answers nor lines hold a secret or a token", async () => {
    const answers = [await administrator.put(path, enabled()), await administrator.get(path)];
    const text = JSON.stringify(answers) + environment.lines.join("\n");
    expect(text).not.toContain(insightsClient.secret);
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
