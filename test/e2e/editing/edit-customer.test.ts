import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api, problem } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { distributeFeatures } from "./features";

const ifMatch = (answer: Answer) => ({ "if-match": String(answer.headers.get("etag")) });

describe("editing a customer that headquarters knows", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "0.05" } });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const created = async (body: object = { firstName: "Ana", lastName: "Bowman", email: "ana@example.com" }) => {
    const answer = await houston.post("/channels/houston/customers", body);
    expect(answer.status).toBe(201);
    return { answer, path: `/channels/houston/customers/${answer.body.customerId}`, id: answer.body.customerId };
  };
  const job1010 = async () => {
    const { headers } = await administrator.post("/headquarters/jobs/1010/runs", { mode: "delta" });
    const run = String(headers.get("location")).replace("/api/v1", "");
    await until("job 1010", async () => (await administrator.get(run)).body.state === "succeeded");
  };

  it("E1: a merge patch changes what it names, at headquarters and in the copy, under the ETag", async () => {
    const { answer, path } = await created();
    const patch = { lastName: "Bowman-Reyes", title: "Dr.", attributes: { "shoe-size": 39.5 } };
    const edited = await houston.patch(path, patch, ifMatch(answer));
    expect([edited.status, edited.headers.get("etag")]).toEqual([200, '"2.0"']);
    const { attributes, ...names } = patch;
    expect(edited.body).toMatchObject({ ...names, name: "Ana Bowman-Reyes", emails: answer.body.emails, attributes });
    expect((await houston.get(path)).body).toEqual(edited.body);
    const everywhere = await sanFrancisco.get(
      `/channels/san-francisco/customers?scope=allStores&q=reyes%20ana&accountNumber=${answer.body.accountNumber}`,
    );
    expect(everywhere.body.items).toMatchObject([{ name: "Ana Bowman-Reyes" }]);
  });

  it("E1: a missing condition answers 428, a lost race 412, and neither changes anything", async () => {
    const { answer, path } = await created();
    expect(problem(await houston.patch(path, { lastName: "X" }))).toEqual([428, "precondition-required"]);
    const first = await houston.patch(path, { lastName: "First" }, ifMatch(answer));
    expect(first.status).toBe(200);
    const second = await houston.patch(path, { lastName: "Second" }, ifMatch(answer));
    expect(problem(second)).toEqual([412, "precondition-failed"]);
    expect((await houston.get(path)).body.lastName).toBe("First");
    expect((await houston.patch(path, { lastName: "Any" }, { "if-match": "*" })).body.lastName).toBe("Any");
  });

  it("a patch may say that it is a merge patch (RFC 7396)", async () => {
    const { answer, path } = await created();
    const headers = { ...ifMatch(answer), "content-type": "application/merge-patch+json" };
    const patched = await houston.patch(path, { middleName: "Maria" }, headers);
    expect([patched.status, patched.body.middleName]).toEqual([200, "Maria"]);
    const posted = await houston.post(`${path}/addresses`, {}, { "content-type": headers["content-type"] });
    expect(problem(posted)).toEqual([415, "unsupported-media-type"]);
  });

  it("E1: of many patches with one ETag one wins", async () => {
    const { answer, path } = await created();
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) => houston.patch(path, { lastName: `Racer ${index}` }, ifMatch(answer))),
    );
    const won = all.filter(({ status }) => status === 200);
    expect([won.length, all.filter(({ status }) => status === 412).length]).toEqual([1, 11]);
    expect((await houston.get(path)).body.lastName).toBe(won[0]?.body.lastName);
  });

  it("E1: a copy that is stale is refreshed before 412 is answered; a current ETag counts there at once", async () => {
    const { answer, id } = await created();
    const elsewhere = `/channels/us-web/customers/${id}`;
    const berlinGroup = `/channels/san-francisco/customers/${id}`;
    const edited = await administrator.patch(elsewhere, { lastName: "Newer" }, ifMatch(answer));
    const stale = await sanFrancisco.patch(berlinGroup, { firstName: "Zoë" }, ifMatch(answer));
    expect(problem(stale)).toEqual([412, "precondition-failed"]);
    const read = await sanFrancisco.get(berlinGroup);
    expect(read.body.lastName).toBe("Newer");
    expect((await sanFrancisco.patch(berlinGroup, { firstName: "Zoë" }, ifMatch(edited))).status).toBe(200);
  });

  it("E1: the ETag does not change for a patch that brings nothing, nor for job 1010", async () => {
    const { answer, path } = await created();
    const same = await houston.patch(path, { lastName: "Bowman" }, ifMatch(answer));
    expect([same.status, same.headers.get("etag")]).toEqual([200, answer.headers.get("etag")]);
    await job1010();
    expect((await houston.get(path)).headers.get("etag")).toBe(answer.headers.get("etag"));
  });

  it("E1: while headquarters is away an edit answers 503, and changes nothing", async () => {
    const { answer, path } = await created();
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    const refused = await houston.patch(path, { lastName: "Away" }, ifMatch(answer));
    await faults([]);
    expect(problem(refused)).toEqual([503, "headquarters-unavailable"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const again = await until("headquarters is back", async () => {
      const tried = await houston.patch(path, { lastName: "Back" }, ifMatch(answer));
      return tried.status !== 503 && tried;
    });
    expect([again.status, again.body.lastName]).toEqual([200, "Back"]);
  });

  it("E1: refusals come in their order: 404, 400, 428, 412", async () => {
    const { answer, path } = await created();
    const nobody = "/channels/houston/customers/22222222-2222-4222-8222-222222222222";
    expect(problem(await houston.patch(nobody, { nonsense: 1 }))).toEqual([404, "not-found"]);
    const wrong = await houston.patch(path, { nonsense: 1, currency: "dollars", attributes: { "shoe-size": 3 } });
    expect(problem(wrong)).toEqual([400, "invalid-request"]);
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/currency",
      "/nonsense",
    ]);
    const nameless = await houston.patch(path, {
      firstName: null,
      lastName: null,
      attributes: { "shoe-size": 3, x: 1 },
    });
    expect(nameless.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/attributes/shoe-size",
      "/attributes/x",
      "/lastName",
    ]);
    expect(problem(await houston.patch(path, { customerGroup: "99" }))).toEqual([409, "reference-missing"]);
    expect(problem(await houston.patch(path, { emails: [{ address: "a@x.eu" }, { address: "b@x.eu" }] }))).toEqual([
      409,
      "feature-disabled",
    ]);
    expect((await houston.get(path)).headers.get("etag")).toBe(answer.headers.get("etag"));
  });

  it("D3: another customer group brings its financial dimensions", async () => {
    const { answer, path } = await created();
    const { body } = await houston.patch(path, { customerGroup: "10" }, ifMatch(answer));
    expect(body).toMatchObject({ customerGroup: "10", financialDimensions: { CostCenter: "001" } });
  });

  it("A6: consent is kept with its contact, with when and where it was given; a new address is a new contact", async () => {
    const { answer, path } = await created();
    const [{ contactId }] = answer.body.emails;
    const asked = { emails: [{ contactId, address: "ana@example.com", marketingConsent: "optedIn" }] };
    const opted = await houston.patch(path, asked, ifMatch(answer));
    const [email] = opted.body.emails;
    expect(email).toMatchObject({ contactId, marketingConsent: "optedIn", consentChannelId: "houston", primary: true });
    const cased = await houston.patch(path, { email: "Ana@Example.com" }, ifMatch(opted));
    expect(cased.body.emails).toEqual([{ ...email, address: "Ana@Example.com" }]);
    const moved = await houston.patch(path, { email: "new@example.com", phone: "(206) 555-0100" }, ifMatch(cased));
    expect(moved.body.emails).toMatchObject([
      { address: "new@example.com", marketingConsent: "notAsked", consentAt: null },
    ]);
    expect(moved.body.phones).toMatchObject([{ number: "+12065550100", primary: true }]);
    const without = await houston.patch(path, { email: null }, ifMatch(moved));
    expect(without.body.emails).toEqual([]);
  });

  it("A1, A5: exactly one address is primary, whatever is added, changed and taken away", async () => {
    const { path } = await created({ firstName: "Ana", phone: "206 555 0100" });
    const first = await houston.post(`${path}/addresses`, { street: "1 Main St" });
    expect([first.status, first.body.primary]).toEqual([201, true]);
    const second = await houston.post(`${path}/addresses`, { street: "2 Oak St", primary: true, purpose: "delivery" });
    expect(second.headers.get("location")).toBe(`/api/v1${path}/addresses/${second.body.addressId}`);
    const primaries = async () =>
      (await houston.get(path)).body.addresses.map(({ street, primary }: Record<string, unknown>) => [street, primary]);
    expect(await primaries()).toEqual([
      ["1 Main St", false],
      ["2 Oak St", true],
    ]);
    const at = (answer: Answer) => `${path}/addresses/${answer.body.addressId}`;
    const back = await houston.patch(at(first), { primary: true, city: "Tulsa" }, ifMatch(second));
    expect([back.status, back.body]).toMatchObject([200, { primary: true, city: "Tulsa", street: "1 Main St" }]);
    expect(problem(await houston.patch(at(first), { primary: false }, ifMatch(back)))).toEqual([
      400,
      "invalid-request",
    ]);
    expect(problem(await houston.delete(at(first)))).toEqual([428, "precondition-required"]);
    const removed = await houston.delete(at(first), ifMatch(back));
    expect([removed.status, removed.body]).toEqual([204, ""]);
    expect(await primaries()).toEqual([["2 Oak St", true]]);
    expect(problem(await houston.get(at(first)))).toEqual([404, "not-found"]);
    expect(problem(await houston.delete(at(first), ifMatch(removed)))).toEqual([404, "not-found"]);
    expect((await houston.get(at(second))).body).toMatchObject({ street: "2 Oak St", primary: true });
  });

  it("A2, A3, A4: a new address takes purpose, name, phone and country, and does not follow later changes", async () => {
    const { path } = await created({ firstName: "Ana", phone: "206 555 0100" });
    const added = await houston.post(`${path}/addresses`, { city: "Tulsa" });
    expect(added.body).toMatchObject({ purpose: "home", name: "Ana", phone: "+12065550100", country: "US" });
    await houston.patch(path, { firstName: "Bea", phone: "206 555 0199" }, ifMatch(added));
    expect((await houston.get(path)).body.addresses).toEqual([added.body]);
  });

  it("E4: affiliations are replaced under the ETag; unknown ones are named", async () => {
    const { answer, path } = await created();
    const replaced = await houston.put(
      `${path}/affiliations`,
      { affiliations: ["vip", "vip", "employee"] },
      ifMatch(answer),
    );
    expect([replaced.status, replaced.body.affiliations]).toEqual([200, ["vip", "employee"]]);
    const unknown = await houston.put(`${path}/affiliations`, { affiliations: ["vip", "friend"] }, ifMatch(replaced));
    expect(problem(unknown)).toEqual([409, "reference-missing"]);
    expect(unknown.body.errors).toMatchObject([{ pointer: "/affiliations/1" }]);
    expect(problem(await houston.put(`${path}/affiliations`, { affiliations: [] }))).toEqual([
      428,
      "precondition-required",
    ]);
  });

  it("E3: a loyalty card is issued to one customer alone, and finds it", async () => {
    const [ana, bo] = [await created(), await created({ firstName: "Bo" })];
    const issued = await houston.post(`${ana.path}/loyalty-cards`, { cardNumber: "LC-4711-E3" });
    expect([issued.status, issued.body]).toMatchObject([201, { cardNumber: "LC-4711-E3", state: "issued" }]);
    const taken = await houston.post(`${bo.path}/loyalty-cards`, { cardNumber: "lc-4711-e3" });
    expect(problem(taken)).toEqual([409, "card-in-use"]);
    const again = await houston.post(`${ana.path}/loyalty-cards`, { cardNumber: "lc-4711-E3" });
    expect([again.status, again.body]).toEqual([201, issued.body]);
    expect((await houston.get(ana.path)).body.loyaltyCards).toEqual([issued.body]);
    const drawn = await houston.post(`${bo.path}/loyalty-cards`, {});
    expect(drawn.body.cardNumber).toMatch(/^\d{13}$/);
    const found = await houston.get("/channels/houston/customers?loyaltyCard=LC-4711-E3");
    expect(found.body.items).toMatchObject([{ customerId: ana.id, matchedOn: ["loyaltyCard"] }]);
  });

  it("E3: sixteen customers ask for one card at once: one has it", async () => {
    const customers = await Promise.all(Array.from({ length: 16 }, () => created()));
    const asked = await Promise.all(
      customers.map(({ path }) => houston.post(`${path}/loyalty-cards`, { cardNumber: "RACE-16" })),
    );
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(asked.filter(({ status }) => status === 409)).toHaveLength(15);
  });

  describe("with asyncAddresses", () => {
    beforeAll(() => distributeFeatures(administrator, [["asyncAddresses", true]]));

    it("E5, F3: a new address never calls headquarters, shows at once, and gets there", async () => {
      const { answer, path, id } = await created();
      const { faults } = cosmosControls(environment);
      await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
      const added = await until("the feature counts", async () => {
        const tried = await houston.post(`${path}/addresses`, { street: "3 Elm St" });
        return tried.status === 202 && tried;
      });
      const shown = await houston.get(path);
      await faults([]);
      expect(shown.body).toMatchObject({ syncState: "synchronized", addresses: [added.body] });
      expect(shown.headers.get("etag")).toBe('"1.1"');
      expect(answer.body.addresses).toEqual([]);
      const current = await until("headquarters has it", async () => {
        const read = await houston.get(path);
        return read.headers.get("etag") === '"2.1"' && read;
      });
      expect(current.body.addresses).toEqual([added.body]);
      const everywhere = await sanFrancisco.get(`/channels/san-francisco/customers/${id}`);
      expect(everywhere.body.addresses).toEqual([added.body]);
    });
  });
});
