import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

describe("possible duplicates", () => {
  let environment: TestEnvironment;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { HEADQUARTERS_BREAKER_PAUSE_MS: "200" } });
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = (channelId: string, body: object, query = "", headers = {}) =>
    administrator.post(`/channels/${channelId}/customers${query}`, body, headers);
  const reject = (channelId: string, body: object, headers = {}) =>
    create(channelId, body, "?onDuplicate=reject", headers);
  const read = async (channelId: string, customerId: string) =>
    (await administrator.get(`/channels/${channelId}/customers/${customerId}`)).body;
  const matches = ({ body }: Answer) => body.possibleDuplicates;
  const numbered = (channelId: string, customerId: string) =>
    until("the account number", async () => {
      const body = await read(channelId, customerId);
      return body.accountNumber !== null && body;
    });

  it.each([
    ["email", { email: "Dora@Example.com" }, { email: "dora@example.COM" }],
    ["phone", { phone: "(281) 555-0190" }, { phone: "+1 281 555 0190" }],
    [
      "nameAndPostalCode",
      { firstName: "Zoé", lastName: "O'Hara", addresses: [{ postalCode: "98101" }] },
      { firstName: "zoe", lastName: "OHara", addresses: [{ postalCode: "98101-4567" }] },
    ],
  ])("C7: of a sync create are those with the same %s, from all stores", async (matchedOn, first, second) => {
    const before = await create("houston", { lastName: "Before", ...first });
    expect([before.body.duplicateCheck, matches(before)]).toEqual(["headquarters", []]);
    const after = await create("us-web", { lastName: "After", ...second });
    expect([after.status, after.body.duplicateCheck]).toEqual([201, "headquarters"]);
    const { customerId, accountNumber, name } = before.body;
    expect(matches(after)).toEqual([{ customerId, accountNumber, name, matchedOn: [matchedOn] }]);
    const shown = await read("us-web", after.body.customerId);
    expect(shown.possibleDuplicates).toEqual([{ customerId, matchedOn: [matchedOn] }]);
    expect((await read("houston", customerId)).possibleDuplicates).toEqual([]);
  });

  it("C7: of an async create are those of the channel alone; the conversion flags the others and refuses none", async () => {
    const elsewhere = await create("berlin", { lastName: "Elsewhere", email: "async@example.com" });
    await numbered("berlin", elsewhere.body.customerId);
    const pending = await create("san-francisco", { lastName: "First", email: "async@example.com" });
    expect([pending.status, pending.body.duplicateCheck, matches(pending)]).toEqual([202, "channelOnly", []]);
    const again = await create("san-francisco", { lastName: "Second", email: "ASYNC@example.com" });
    const { customerId } = pending.body;
    expect(matches(again)).toMatchObject([{ customerId, name: "First", matchedOn: ["email"] }]);
    const known = await numbered("san-francisco", again.body.customerId);
    expect(known).toMatchObject({
      syncState: "synchronized",
      possibleDuplicates: [{ customerId, matchedOn: ["email"] }],
    });
  });

  it("C7: an offline upload is flagged when headquarters gets it", async () => {
    const first = await create("houston", { lastName: "Till", email: "till@example.com" });
    const customerId = "7f2c6d34-55a4-4d43-a0f7-11f6a6c1c0de";
    const items = [{ customerId, createdAt: "2026-01-02T03:04:05Z", lastName: "Tilly", email: "TILL@example.com" }];
    await administrator.post("/channels/houston/offline-customers", { items });
    const known = await numbered("houston", customerId);
    expect(known.possibleDuplicates).toEqual([{ customerId: first.body.customerId, matchedOn: ["email"] }]);
  });

  it.each([
    ["houston", 201],
    ["san-francisco", 202],
  ])("C7: in %s onDuplicate=reject is refused with the matches, and creates who is new", async (channelId, status) => {
    const email = `reject-${channelId}@example.com`;
    const first = await reject(channelId, { lastName: "First", email });
    expect(first.status).toBe(status);
    const refused = await reject(channelId, { lastName: "Second", email: email.toUpperCase() });
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/duplicate-customer$/)]);
    const { customerId, name } = first.body;
    expect(matches(refused)).toMatchObject([{ customerId, name, matchedOn: ["email"] }]);
    const found = await administrator.get(`/channels/${channelId}/customers?email=${email}`);
    expect(found.body.items).toHaveLength(1);
    expect((await create(channelId, { lastName: "Second", email })).status).toBe(status);
  });

  it.each(["houston", "san-francisco"])(
    "C6, C7: in %s a repeated key answers its own customer, not 409",
    async (channelId) => {
      const body = { lastName: "Own", email: `own-${channelId}@example.com` };
      const key = { "idempotency-key": "own" };
      const first = await reject(channelId, body, key);
      await create(channelId, { ...body, lastName: "Since" });
      const again = await reject(channelId, body, key);
      expect([again.status < 300, again.body.customerId]).toEqual([true, first.body.customerId]);
      expect((await reject(channelId, { ...body, lastName: "Other" }, key)).status).toBe(422);
    },
  );

  it("C7: while headquarters is away duplicates are sought in the channel alone", async () => {
    const email = "away@example.com";
    await create("houston", { lastName: "Before", email });
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    const reported = await create("houston", { lastName: "Reported", email });
    expect(reported.body).toMatchObject({ asyncReason: "headquartersUnavailable", duplicateCheck: "channelOnly" });
    expect(matches(reported)).toHaveLength(1);
    expect((await reject("houston", { lastName: "Rejected", email })).status).toBe(409);
    await faults([]);
  });

  it("C7: onDuplicate is report or reject", async () => {
    const answer = await create("houston", { lastName: "Odd" }, "?onDuplicate=merge");
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "query/onDuplicate"]);
  });

  it("P3: nothing that the host printed names a customer", () => {
    expect(environment.lines.join("\n")).not.toMatch(/O'Hara|Reported|@example|5550190/i);
  });
});
