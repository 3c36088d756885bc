import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

const people = {
  houston: { firstName: "Ramona", lastName: "O'Leary-Núñez", email: "Ramona@Example.com", phone: "(281) 555-0147" },
  berlin: { firstName: "Jürgen", lastName: "Großmann", phone: "030 1234567", addresses: [{ city: "Berlin" }] },
};

describe("customers in a channel", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let berlin: Api;
  let shop: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "1" } });
    const worker = async (id: string) => api(environment, await environment.token.worker(id));
    houston = await worker("000160");
    sanFrancisco = await worker("000170");
    berlin = await worker("000180");
    shop = api(environment, await environment.token.client("us-web-app"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const numbered = (caller: Api, path: string) =>
    until("the account number", async () => {
      const { body } = await caller.get(path);
      return body.accountNumber !== null && body;
    });
  const ids = ({ body }: Answer): string[] => body.items.map((hit: { customerId: string }) => hit.customerId);

  it("D1-D6, A1-A4, A7: a customer of Houston inherits what the store hands down", async () => {
    const { status, body, headers } = await houston.post("/channels/houston/customers", {
      ...people.houston,
      addresses: [{ street: "1 Main St" }, { purpose: "delivery", primary: true, name: "Neighbour" }],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      customerType: "person",
      name: "Ramona O'Leary-Núñez",
      customerGroup: "30",
      receiptPreference: "email",
      receiptEmail: null,
      currency: "USD",
      language: "en-US",
      affiliations: ["loyal-shopper"],
      financialDimensions: { CostCenter: "007", BusinessUnit: "002" },
      emails: [{ address: "Ramona@Example.com", primary: true, marketingConsent: "notAsked", consentAt: null }],
      phones: [{ number: "+12815550147", primary: true }],
      addresses: [
        { purpose: "home", primary: false, name: "Ramona O'Leary-Núñez", phone: "+12815550147", country: "US" },
        { purpose: "delivery", primary: true, name: "Neighbour", country: "US" },
      ],
      legalEntityId: "usrt",
      channelId: "houston",
      addressBookIds: ["houston-book"],
      erasedAt: null,
      mergedInto: null,
      possibleDuplicates: [],
    });
    expect(headers.get("location")).toBe(`/api/v1/channels/houston/customers/${body.customerId}`);
    expect(headers.get("etag")).toBe('"1.0"');
  });

  it("D1-D4, A4: one of Berlin gets its receipt e-mail, language and country, and no affiliations without F2", async () => {
    const { status, body } = await berlin.post("/channels/berlin/customers", people.berlin);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      receiptEmail: "kasse@berlin.example",
      currency: "EUR",
      language: "de",
      affiliations: [],
      phones: [{ number: "+49301234567" }],
      addresses: [{ country: "DE", primary: true }],
      accountNumberDisplay: "Pending sync",
      syncState: "pendingUpload",
    });
    const known = await numbered(berlin, `/channels/berlin/customers/${body.customerId}`);
    expect(known).toMatchObject({ syncState: "synchronized", affiliations: [], receiptEmail: "kasse@berlin.example" });
    expect(Object.values(known.syncTimeline)).not.toContain(null);
  });

  it("D5: the prefilled form says what would be inherited", async () => {
    const { body } = await berlin.get("/channels/berlin/customer-defaults?customerType=organization");
    expect(body).toEqual({
      customerType: "organization",
      customerGroup: "30",
      receiptPreference: "email",
      receiptEmail: "kasse@berlin.example",
      currency: "EUR",
      language: "de",
      affiliations: [],
      financialDimensions: { CostCenter: "007", BusinessUnit: "002" },
    });
    expect((await shop.get("/channels/us-web/customer-defaults")).body.affiliations).toEqual(["loyal-shopper"]);
  });

  it.each([
    ["houston", { emails: [{ address: "a@example.com" }, { address: "b@example.com" }] }, "multipleContacts"],
    ["san-francisco", { phone: "415 555 0100", phones: [{ number: "415 555 0101" }] }, "multipleContacts"],
    ["san-francisco", { title: "Dr." }, "enhancedAsyncCustomers"],
    ["san-francisco", { affiliations: ["vip"] }, "enhancedAsyncCustomers"],
  ])("A6, D4: in %s %j is refused with the feature's name", async (channelId, request, feature) => {
    const answer = await administrator.post(`/channels/${channelId}/customers`, { firstName: "Ana", ...request });
    expect([answer.status, answer.body.type]).toEqual([409, expect.stringMatching(/feature-disabled$/)]);
    expect(answer.body.detail).toContain(feature);
  });

  it("D6: a sync customer may have title and affiliations; A6: consent on a single contact needs no feature", async () => {
    const { status, body } = await houston.post("/channels/houston/customers", {
      title: "Dr.",
      lastName: "Okonkwo",
      affiliations: ["vip"],
      customerGroup: "10",
      phones: [{ number: "713 555 0100", marketingConsent: "optedIn" }],
    });
    expect([status, body.title, body.affiliations]).toEqual([201, "Dr.", ["vip"]]);
    expect(body.financialDimensions).toEqual({ CostCenter: "001" });
    expect(body.phones[0]).toMatchObject({ marketingConsent: "optedIn", consentChannelId: "houston" });
    expect(body.phones[0].consentAt).toBe(body.createdAt);
  });

  describe.each([
    ["houston", 201],
    ["san-francisco", 202],
  ])("the same idempotency key in %s", (channelId, status) => {
    const path = `/channels/${channelId}/customers`;
    const key = { "idempotency-key": `key-of-${channelId}` };

    it("C6: with the same body answers the same customer, with another 422", async () => {
      const first = await administrator.post(path, { firstName: "Kay", lastName: "One" }, key);
      expect(first.status).toBe(status);
      const again = await administrator.post(path, { lastName: "One", firstName: " Kay " }, key);
      expect(again.body.customerId).toBe(first.body.customerId);
      const other = await administrator.post(path, { firstName: "Kay", lastName: "Two" }, key);
      expect([other.status, other.body.type]).toEqual([422, expect.stringMatching(/idempotency-key-reused$/)]);
      expect(ids(await administrator.get(`${path}?q=kay+one`))).toEqual([first.body.customerId]);
    });

    it("C6: a replay answers the present state", async () => {
      const { body } = await administrator.post(path, { firstName: "Kay", lastName: "One" }, key);
      await numbered(administrator, `${path}/${body.customerId}`);
      const replay = await administrator.post(path, { firstName: "Kay", lastName: "One" }, key);
      expect(replay.body).toMatchObject({ syncState: "synchronized", customerId: body.customerId });
      expect(replay.body.accountNumber).toMatch(/^00-/);
    });
  });

  it("C6: a key counts per channel; sixteen at once make one customer", async () => {
    const create = (channelId: string) => () =>
      administrator.post(
        `/channels/${channelId}/customers`,
        { lastName: "Sixteenfold" },
        { "idempotency-key": "same" },
      );
    for (const channelId of ["houston", "san-francisco"]) {
      const answers = await Promise.all(Array.from({ length: 16 }, create(channelId)));
      expect(new Set(answers.map(({ body }) => body.customerId)).size).toBe(1);
    }
    const found = await administrator.get("/channels/houston/customers?name=sixteenfold");
    expect(ids(found)).toHaveLength(1);
  });

  it("C3: a customer is read by GUID in either case, and by account number", async () => {
    const { body } = await houston.post("/channels/houston/customers", { lastName: "Twofold" });
    for (const id of [body.customerId, body.customerId.toUpperCase(), body.accountNumber]) {
      const read = await houston.get(`/channels/houston/customers/${id}`);
      expect([read.status, read.body.customerId, read.headers.get("etag")]).toEqual([200, body.customerId, '"1.0"']);
    }
  });

  it("a customer of another legal entity is the same 404 as one that is not there", async () => {
    const { body } = await houston.post("/channels/houston/customers", { lastName: "Elsewhere" });
    const none = await berlin.get("/channels/berlin/customers/3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    for (const id of [body.customerId, body.accountNumber]) {
      const other = await berlin.get(`/channels/berlin/customers/${id}`);
      expect({ ...other.body, instance: "" }).toEqual({ ...none.body, instance: "" });
      expect(other.status).toBe(404);
    }
  });

  it("a customer that the channel database lacks is read from headquarters once, and kept", async () => {
    const elsewhere = {
      name: "Austin",
      kind: "store",
      legalEntityId: "usrt",
      operatingUnitId: "052",
      functionalityProfileId: "sync",
      channelDatabaseGroupId: "filtered",
      addressBookIds: ["us-web-book"],
      defaultCustomer: {
        customerType: "person",
        customerGroup: "30",
        receiptPreference: "email",
        currency: "USD",
        language: "en-US",
      },
    };
    await administrator.put("/headquarters/channels/austin", elsewhere);
    for (const jobId of ["1060", "1070", "1110"]) await runToItsEnd(administrator, jobId);
    await until(
      "the new channel",
      async () => (await administrator.get("/channels/austin/customers?q=ab")).status === 200,
    );
    const { body } = await houston.post("/channels/houston/customers", { lastName: "Traveller" });
    const path = `/channels/austin/customers/${body.customerId}`;
    const away = [{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }];
    const { faults } = cosmosControls(environment);

    await faults(away);
    expect((await administrator.get(path)).status).toBe(503);
    await faults([]);
    const read = await until("headquarters again", async () => {
      const answer = await administrator.get(path);
      return answer.status === 200 && answer;
    });
    expect(read.body.accountNumber).toBe(body.accountNumber);
    await faults(away);
    expect((await administrator.get(path)).status).toBe(200);
    expect((await administrator.get(`/channels/austin/customers/${body.accountNumber}`)).status).toBe(200);
    await faults([]);
    expect(ids(await administrator.get("/channels/austin/customers?name=traveller"))).toEqual([]);
  });

  it("C2: the answer says that headquarters was away, and what may not be shown is applied all the same", async () => {
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    const { status, body } = await shop.post("/channels/us-web/customers", { title: "Dr.", lastName: "Fallback" });
    expect([status, body.creationMode, body.asyncReason]).toEqual([202, "async", "headquartersUnavailable"]);
    expect([body.title, body.affiliations]).toEqual([null, []]);
    await faults([]);
    const known = await numbered(shop, `/channels/us-web/customers/${body.customerId}`);
    expect([known.title, known.affiliations]).toEqual(["Dr.", ["loyal-shopper"]]);
  });

  it("S5: a reference that headquarters lost shows as failed, and the customer stays", async () => {
    await administrator.put("/headquarters/customer-groups/20", { name: "Trial" });
    await runToItsEnd(administrator, "1110");
    const created = await until("the group in the channel", async () => {
      const answer = await sanFrancisco.post("/channels/san-francisco/customers", {
        lastName: "Trial",
        customerGroup: "20",
      });
      return answer.status === 202 && answer.body;
    });
    await numbered(sanFrancisco, `/channels/san-francisco/customers/${created.customerId}`);
    expect((await administrator.delete("/headquarters/customer-groups/20")).status).toBe(204);
    const orphan = await until("headquarters' cache", async () => {
      const { body } = await sanFrancisco.post("/channels/san-francisco/customers", {
        lastName: "Late",
        customerGroup: "20",
      });
      const path = `/channels/san-francisco/customers/${body.customerId}`;
      const settled = await until("an end", async () => {
        const read = await sanFrancisco.get(path);
        return ["synchronized", "failed"].includes(read.body.syncState) && read.body;
      });
      return settled.syncState === "failed" && settled;
    });
    expect(orphan).toMatchObject({ accountNumber: null, accountNumberDisplay: "Pending sync" });
  });

  it("P3: nothing that the host printed names a customer", () => {
    const lines = environment.lines.join("\n");
    expect(lines).toContain("account-number.assigned");
    expect(lines).not.toMatch(/Ramona|Leary|Núñez|Jürgen|Großmann|Okonkwo|Sixteenfold|Traveller|Fallback|@example/i);
    expect(lines).not.toMatch(/2815550147|301234567|415555|Bearer|eyJ/);
  });
});

async function runToItsEnd(administrator: Api, jobId: string) {
  const { headers } = await administrator.post(`/headquarters/jobs/${jobId}/runs`, { mode: "delta" });
  const path = String(headers.get("location")).replace("/api/v1", "");
  return until(`run of ${jobId}`, async () => {
    const { body } = await administrator.get(path);
    return body.endedAt !== null && body;
  });
}
