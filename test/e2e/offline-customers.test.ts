import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { repairedByPJob, runToItsEnd } from "./crash/repair";
import { expectEachNumberedOnce, stored } from "./crash/stored";

const createdAt = "2026-02-27T10:00:00.000Z";
const made = (lastName: string, more: object = {}) => ({ customerId: randomUUID(), createdAt, lastName, ...more });
const outcomes = ({ body }: Answer): string[] => body.results.map(({ outcome }: { outcome: string }) => outcome);
const emails = [{ address: "first@example.com" }, { address: "second@example.com" }];

describe("customers that were made offline", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let administrator: Api;

  beforeAll(async () => {
    const settings = { CONFIGURATION_CACHE_SECONDS: "0.2", SIGNAL_GRACE_SECONDS: "1", JOB_LEASE_SECONDS: "2" };
    environment = await startTestEnvironment({ settings });
    houston = api(environment, await environment.token.worker("000160"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const upload = (items: unknown, channelId = "houston", caller = houston) =>
    caller.post(`/channels/${channelId}/offline-customers`, { items });
  const read = async (customerId: string) => (await houston.get(`/channels/houston/customers/${customerId}`)).body;
  const numbered = (customerId: string) =>
    until("the account number", async () => {
      const body = await read(customerId);
      return body.accountNumber !== null && body;
    });
  const configured = async (change: () => Promise<Answer>, jobId: string) => {
    expect((await change()).status).toBe(200);
    await runToItsEnd(administrator, jobId);
  };

  it("C5: are taken over in their order, each under the till's GUID and time, and get their numbers", async () => {
    const items = [made("First"), made("Second", { customerType: "organization", organizationName: "Second Ltd" })];
    const { status, body } = await upload(items);
    expect(status).toBe(200);
    expect(body.results).toEqual(items.map(({ customerId }) => ({ customerId, outcome: "created" })));
    for (const { customerId } of items) {
      expect(await numbered(customerId)).toMatchObject({ customerId, createdAt, syncState: "synchronized" });
    }
  });

  it("C5: uploading again changes nothing; a known GUID with another body is refused, item by item", async () => {
    const items = [made("Again"), made("Again too")];
    await upload(items);
    const before = await Promise.all(items.map(({ customerId }) => numbered(customerId)));
    expect(outcomes(await upload(items))).toEqual(["alreadyUploaded", "alreadyUploaded"]);
    const answer = await upload([{ ...items[0], lastName: "Other" }, items[1], made("New")]);
    expect(outcomes(answer)).toEqual(["refused", "alreadyUploaded", "created"]);
    expect(answer.body.results[0].problem).toMatchObject({
      status: 422,
      type: expect.stringMatching(/idempotency-key-reused$/),
    });
    expect(await Promise.all(items.map(({ customerId }) => read(customerId)))).toEqual(before);
  });

  it("C5: one GUID twice in a batch makes one customer, of the first body", async () => {
    const twice = made("Twice");
    expect(outcomes(await upload([twice, { ...twice, lastName: "Thrice" }, twice]))).toEqual([
      "created",
      "refused",
      "alreadyUploaded",
    ]);
    expect((await read(twice.customerId)).lastName).toBe("Twice");
  });

  it("C5: a broken item refuses no other, and every fault of it is named", async () => {
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const items = [
      null,
      "text",
      made("Good"),
      { lastName: "No id", email: "no" },
      { customerId: randomUUID(), createdAt: future, attributes: { "shoe-size": 99, birthday: "never" } },
      made("Unknown", { affiliations: ["nobody"] }),
      made("Deep", { attributes: { birthday: "DEEP" } }),
      made("Large", {
        attributes: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`a${i}`, "x".repeat(4000)])),
      }),
      made("Two", { emails }),
      made("Good too"),
    ];
    const body = JSON.stringify({ items }).replace('"DEEP"', deep);
    const answer = await houston.post("/channels/houston/offline-customers", body);
    expect(answer.status).toBe(200);
    expect(outcomes(answer).map((outcome) => outcome === "created")).toEqual(
      [0, 0, 1, 0, 0, 0, 0, 0, 0, 1].map((one) => one === 1),
    );
    const problems = answer.body.results.map(({ problem }: { problem?: { type: string } }) =>
      problem?.type.split("/").at(-1),
    );
    expect(problems).toEqual([
      "invalid-request",
      "invalid-request",
      undefined,
      "invalid-request",
      "invalid-request",
      "reference-missing",
      "invalid-request",
      "request-too-large",
      "feature-disabled",
      undefined,
    ]);
    const pointers = (index: number) =>
      answer.body.results[index].problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort();
    expect(pointers(3)).toEqual(["/items/3/createdAt", "/items/3/customerId", "/items/3/email"]);
    expect(pointers(4)).toEqual([
      "/items/4/attributes/birthday",
      "/items/4/attributes/shoe-size",
      "/items/4/createdAt",
      "/items/4/lastName",
    ]);
    expect(pointers(5)).toEqual(["/items/5/affiliations/0"]);
  });

  it("C5: the nil GUID is no identity: whoever has it is refused, and no other", async () => {
    const nobody = { ...made("Nobody"), customerId: "00000000-0000-0000-0000-000000000000" };
    const answer = await upload([nobody, made("Somebody")]);
    expect(outcomes(answer)).toEqual(["refused", "created"]);
    expect(answer.body.results[0].problem).toMatchObject({ status: 400, errors: [{ pointer: "/items/0/customerId" }] });
  });

  it.each([
    ["no list", { items: {} }, 400],
    ["no items", {}, 400],
    ["a property that is not known", { items: [], more: 1 }, 400],
    ["501 items", { items: Array.from({ length: 501 }, () => made("Many")) }, 400],
    ["more than 4 MiB", { items: [made("x".repeat(4 * 1024 * 1024))] }, 413],
  ])("C5: a body with %s is refused as a whole", async (_, body, status) => {
    expect((await houston.post("/channels/houston/offline-customers", body)).status).toBe(status);
  });

  it("C5: where shared customer data is filtered, each item is refused", async () => {
    const answer = await upload([made("Filtered"), made("Too")], "berlin", administrator);
    expect([answer.status, outcomes(answer)]).toEqual([200, ["refused", "refused"]]);
    expect(answer.body.results[0].problem).toMatchObject({
      status: 409,
      type: expect.stringMatching(/offline-creation-disabled$/),
      detail: expect.stringContaining("filters shared customer data"),
    });
  });

  it("C5: where the profile does not allow it, new ones are refused, and uploaded ones stay uploaded", async () => {
    const known = made("Known");
    await upload([known]);
    const profile = (allowOfflineCreation: boolean) => () =>
      administrator.put("/headquarters/functionality-profiles/sync", {
        name: "Create customers at once",
        createCustomerAsync: false,
        allowOfflineCreation,
      });
    await configured(profile(false), "1070");
    const refusing = await until("the profile in the channel", async () => {
      const answer = await upload([known, made("Refused")]);
      return outcomes(answer)[1] === "refused" && answer;
    });
    expect(outcomes(refusing)).toEqual(["alreadyUploaded", "refused"]);
    expect(refusing.body.results[1].problem.detail).toContain("functionality profile");
    await configured(profile(true), "1070");
    await until("the profile again", async () => outcomes(await upload([made("Allowed")]))[0] === "created");
  });

  it("C5, D4: title, affiliations and secondary contacts wait for headquarters and are not lost", async () => {
    await configured(() => administrator.put("/headquarters/features/multipleContacts", { enabled: true }), "1110");
    const answer = await until("the feature in the channel", async () => {
      const item = made("Complete", { title: "Dr.", affiliations: ["vip"], emails });
      const uploaded = await upload([item]);
      return outcomes(uploaded)[0] === "created" && uploaded;
    });
    const known = await numbered(answer.body.results[0].customerId);
    expect(known).toMatchObject({ title: "Dr.", affiliations: ["vip"], emails });
  });

  it("C5: headquarters away loses none, and the channel database away refuses the whole", async () => {
    const { faults } = cosmosControls(environment);
    const item = made("Away");
    await faults([{ match: { path: "dbs/channels/colls/customers" }, respond: { status: 503 } }]);
    const away = await upload([item]);
    expect([away.status, away.headers.has("retry-after")]).toEqual([503, true]);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    expect(outcomes(await upload([item]))).toEqual(["created"]);
    await faults([]);
    await repairedByPJob(environment, administrator);
    expect(await read(item.customerId)).toMatchObject({ syncState: "synchronized" });
  });

  it("C5, S3: two uploads at once, and one that was killed in its middle, make each customer once", async () => {
    const items = Array.from({ length: 60 }, (_, index) => made(`Race ${index}`));
    const both = await Promise.all([upload(items), upload([...items].reverse())]);
    const results: { customerId: string; outcome: string }[] = both.flatMap(({ body }) => body.results);
    const created = results.filter(({ outcome }) => outcome === "created").map(({ customerId }) => customerId);
    expect(created.length).toBe(items.length);
    expect(new Set(created)).toEqual(new Set(items.map(({ customerId }) => customerId)));
    expect(results.filter(({ outcome }) => outcome === "refused")).toEqual([]);

    const more = Array.from({ length: 100 }, (_, index) => made(`Killed ${index}`));
    const batch = { method: "POST", path: "channels/colls/customers/docs" };
    const { faults, counts, resetCounts } = cosmosControls(environment);
    await resetCounts();
    await faults([
      { match: batch, times: 40 },
      { match: batch, delayMs: 3_600_000, afterCommit: true },
    ]);
    const cut = upload(more).catch(() => undefined);
    await until("the middle of the upload", async () => {
      const { operations } = await counts();
      const sent = ["batch", "query", "query-plan"].map((name) => operations[`channels/customers ${name}`]?.count ?? 0);
      return sent.reduce((sum, count) => sum + count) > 44;
    });
    await environment.functions.kill();
    await cut;
    await faults([]);
    await environment.functions.start();
    const { copies } = stored(environment);
    const again = await upload(more);
    expect(new Set(outcomes(again))).toEqual(new Set(["created", "alreadyUploaded"]));
    await repairedByPJob(environment, administrator, 60_000);
    await expectEachNumberedOnce(
      environment,
      (await copies()).map(({ customerId }) => customerId),
    );
    const shown = new Set((await copies()).map(({ customerId }) => customerId));
    expect([...items, ...more].filter(({ customerId }) => !shown.has(customerId))).toEqual([]);
  }, 120_000);

  it("P2, P3: nothing that the host printed names a customer", () => {
    expect(environment.lines.join("\n")).not.toMatch(/Again|Filtered|Complete|@example/);
  });
});
