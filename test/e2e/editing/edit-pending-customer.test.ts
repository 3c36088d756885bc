import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, type Api, api, problem } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { distributeFeatures } from "./features";

const ifMatch = (answer: Answer) => ({ "if-match": String(answer.headers.get("etag")) });

describe("editing a customer that is pending", () => {
  let environment: TestEnvironment;
  let store: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "0.05" } });
    store = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const away = () =>
    cosmosControls(environment).faults([
      { match: { path: "dbs/headquarters/colls/customers" }, respond: { status: 503 } },
      { match: { path: "dbs/headquarters/colls/customer-keys" }, respond: { status: 503 } },
    ]);
  const back = () => cosmosControls(environment).faults([]);

  /** A customer that stays pending until headquarters is back. */
  const pending = async () => {
    await away();
    const answer = await store.post("/channels/san-francisco/customers", { firstName: "Zoë", lastName: "Okafor" });
    expect(answer.status).toBe(202);
    return { answer, path: `/channels/san-francisco/customers/${answer.body.customerId}` };
  };
  const converted = (path: string) =>
    until("the customer is synchronized, with all that was asked for", async () => {
      const read = await store.get(path);
      return read.body.accountNumber !== null && read.body.loyaltyCards.every(isIssued) && read;
    });
  const isIssued = ({ state }: { state: string }) => state === "issued";

  it("E2, E4, E5: without features it cannot be changed", async () => {
    const { answer, path } = await pending();
    const answers = [
      await store.patch(path, { lastName: "X" }, ifMatch(answer)),
      await store.put(`${path}/affiliations`, { affiliations: ["vip"] }, ifMatch(answer)),
      await store.post(`${path}/addresses`, { city: "Oakland" }),
    ];
    for (const refused of answers) expect(problem(refused)).toEqual([409, "customer-pending-sync"]);
    await back();
  });

  it("E3: a card cannot be issued yet; a reserved one is issued by itself on conversion", async () => {
    const { path } = await pending();
    expect(problem(await store.post(`${path}/loyalty-cards`, {}))).toEqual([409, "customer-pending-sync"]);
    const reserved = await store.post(`${path}/loyalty-cards`, { cardNumber: "RES-1", reserve: true });
    expect([reserved.status, reserved.body]).toEqual([202, { cardNumber: "RES-1", state: "reserved", issuedAt: null }]);
    const { body } = await store.get(path);
    expect(body).toMatchObject({ accountNumber: null, loyaltyCards: [{ state: "reserved" }] });
    await back();
    const known = await converted(path);
    expect(known.body.loyaltyCards).toMatchObject([{ cardNumber: "RES-1", state: "issued" }]);
  });

  it("E3: a card that another customer has, or has reserved, is not reserved", async () => {
    const [holder, other] = [await pending(), await pending()];
    const reserve = (path: string, cardNumber: string) =>
      store.post(`${path}/loyalty-cards`, { cardNumber, reserve: true });
    expect((await reserve(holder.path, "RES-2")).status).toBe(202);
    expect(problem(await reserve(other.path, "res-2"))).toEqual([409, "card-in-use"]);
    await back();
    const known = await converted(holder.path);
    expect(known.body.loyaltyCards).toMatchObject([{ cardNumber: "RES-2", state: "issued" }]);
    const later = await pending();
    expect(problem(await reserve(later.path, "RES-2"))).toEqual([409, "card-in-use"]);
    expect((await store.get(later.path)).body.loyaltyCards).toEqual([]);
    expect((await reserve(later.path, "RES-3")).status).toBe(202);
    await back();
  });

  describe("with asyncCustomerEdits", () => {
    beforeAll(() =>
      distributeFeatures(administrator, [
        ["enhancedAsyncCustomers", true],
        ["asyncAddresses", true],
        ["asyncCustomerEdits", true],
      ]),
    );
    beforeEach(async () => {
      await until("the features count", async () => {
        const { body } = await store.get("/channels/san-francisco/customer-defaults");
        return body.affiliations.length > 0;
      });
    });

    it("S4, E1: an edit of a customer with a number does not overtake one that is on its way", async () => {
      const { answer, path } = await pending();
      const early = await store.patch(path, { firstName: "Early" }, ifMatch(answer));
      expect(early.status).toBe(202);
      // One request at a time gets to headquarters: enough for the create, and too little for the edit behind it.
      const match = { method: "POST", path: "dbs/headquarters/colls/customers" };
      const numbered = await until("it has its number alone", async () => {
        const read = await store.get(path);
        if (read.body.accountNumber !== null) return read;
        await cosmosControls(environment).faults([
          { match, delayMs: 1, times: 1 },
          { match, respond: { status: 503 } },
        ]);
        return false;
      });
      expect([numbered.body.firstName, numbered.headers.get("etag")]).toEqual(["Early", '"1.2"']);
      const late = await store.patch(path, { firstName: "Late" }, ifMatch(numbered));
      expect([late.status, late.body.firstName]).toEqual([202, "Late"]);
      await back();
      const settled = await until("both are applied", async () => {
        const read = await store.get(path);
        return read.headers.get("etag") === '"3.3"' && read;
      });
      expect(settled.body.firstName).toBe("Late");
    });

    it("E2, E4, F4: edits are kept in their order, show at once, and are applied at headquarters after the create", async () => {
      const { answer, path } = await pending();
      const first = await store.patch(path, { lastName: "Adeyemi", title: "Dr." }, ifMatch(answer));
      expect([first.status, first.headers.get("etag"), first.body.name]).toEqual([202, '"0.2"', "Zoë Adeyemi"]);
      expect(problem(await store.patch(path, { lastName: "Lost" }, ifMatch(answer)))).toEqual([
        412,
        "precondition-failed",
      ]);
      expect(problem(await store.patch(path, { lastName: "Lost" }))).toEqual([428, "precondition-required"]);
      const second = await store.patch(path, { lastName: "Okonkwo" }, ifMatch(first));
      const third = await store.put(`${path}/affiliations`, { affiliations: ["vip"] }, ifMatch(second));
      expect([third.status, third.body.affiliations]).toEqual([202, ["vip"]]);
      const address = await store.post(`${path}/addresses`, { city: "Oakland" });
      const changed = await store.patch(
        `${path}/addresses/${address.body.addressId}`,
        { city: "Berkeley" },
        ifMatch(address),
      );
      expect([address.status, changed.status]).toEqual([202, 202]);
      const before = await store.get(path);
      expect(before.body).toMatchObject({
        syncState: expect.stringMatching(/^pending/),
        addresses: [{ city: "Berkeley" }],
      });
      await back();
      const known = await until("headquarters has applied all five", async () => {
        const read = await store.get(path);
        return read.headers.get("etag") === '"6.6"' && read;
      });
      const {
        accountNumber: _,
        accountNumberDisplay: __,
        syncState: ___,
        syncTimeline: ____,
        modifiedAt: _____,
        ...same
      } = before.body;
      expect(known.body).toMatchObject({ ...same, syncState: "synchronized", lastName: "Okonkwo", title: "Dr." });
    });

    it("E1: of many edits with one ETag one is kept", async () => {
      const { answer, path } = await pending();
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.patch(path, { lastName: `Racer ${index}` }, ifMatch(answer))),
      );
      await back();
      const kept = all.filter(({ status }) => status === 202);
      expect([kept.length, all.filter(({ status }) => status === 412).length]).toEqual([1, 7]);
      const known = await converted(path);
      expect(known.body.lastName).toBe(kept[0]?.body.lastName);
    });

    it("E5, S4: addresses added while the customer converts all get to headquarters", async () => {
      const { path } = await pending();
      await back();
      const cities = Array.from({ length: 10 }, (_, index) => `City ${index}`);
      const added = await Promise.all(cities.map((city) => store.post(`${path}/addresses`, { city })));
      expect(added.map(({ status }) => status)).toEqual(cities.map(() => 202));
      const known = await until("headquarters has all", async () => {
        const read = await store.get(path);
        return read.headers.get("etag") === '"11.11"' && read;
      });
      const shown = known.body.addresses;
      expect(new Set(shown.map(({ city }: { city: string }) => city))).toEqual(new Set(cities));
      expect(shown.filter(({ primary }: { primary: boolean }) => primary)).toHaveLength(1);
    });
  });
});
