import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

const problem = ({ status, body }: Answer) => [status, String(body.type).split("/").at(-1)];
const ifMatch = (answer: Answer) => ({ "if-match": String(answer.headers.get("etag")) });

describe("customers at headquarters", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let berlin: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment();
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    berlin = api(environment, await environment.token.worker("000180"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = async (body: object): Promise<Answer> => {
    const answer = await houston.post("/channels/houston/customers", body);
    expect(answer.status).toBe(201);
    return answer;
  };
  const pending = async (body: object = { firstName: "Zoë", lastName: "Waiting", email: "zoe@waiting.example" }) => {
    const { faults } = cosmosControls(environment);
    await faults([{ match: { method: "POST", path: "dbs/headquarters/colls/customers" }, respond: { status: 503 } }]);
    const { body: created } = await sanFrancisco.post("/channels/san-francisco/customers", body);
    return created;
  };
  const back = () => cosmosControls(environment).faults([]);
  const merge = (id: string, into: string, preview = false) =>
    administrator.post(`/headquarters/customers/${id}/merge`, { into, preview });
  const inHouston = (id: string) => `/channels/houston/customers/${id}`;

  it("P2: every change is in the audit trail: who, when, from which channel, which fields, never their values", async () => {
    const created = await create({ firstName: "Audrey", email: "audrey@secret.example" });
    const { customerId, accountNumber } = created.body;
    await houston.patch(inHouston(customerId), { firstName: "Audry", title: "Dr." }, ifMatch(created));
    const { status, body } = await administrator.get(`/headquarters/customers/${accountNumber}?legalEntityId=usrt`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ customerId, revision: 2, name: "Audry" });
    const by = { customerId, actor: "worker:000160", channelId: "houston", at: expect.any(String) };
    expect(body.audit).toMatchObject([
      { ...by, action: "edited", fields: ["title", "firstName"] },
      { ...by, action: "created", entryId: "create" },
    ]);
    expect(body.audit[1].fields).toEqual(expect.arrayContaining(["firstName", "emails", "accountNumber"]));
    expect(JSON.stringify(body.audit)).not.toMatch(/Audr|secret/);
  });

  it("all customers of a legal entity are listed, page by page, and searched", async () => {
    for (const firstName of ["Lista", "Listb", "Listc"]) await create({ firstName, lastName: "Listed" });
    const names = new Set<string>();
    let token = "";
    do {
      const { body } = await administrator.get(`/headquarters/customers?legalEntityId=usrt&top=2${token}`);
      for (const { name } of body.items) names.add(name);
      token = body.continuationToken && `&continuationToken=${encodeURIComponent(body.continuationToken)}`;
    } while (token);
    expect([...names]).toEqual(expect.arrayContaining(["Lista Listed", "Listb Listed", "Listc Listed"]));
    const found = await administrator.get("/headquarters/customers?legalEntityId=usrt&name=listed%20listb");
    expect(found.body.items).toMatchObject([{ name: "Listb Listed" }]);
    expect((await administrator.get("/headquarters/customers?legalEntityId=eurt")).body.items).toEqual([]);
    expect(problem(await houston.get("/headquarters/customers?legalEntityId=usrt"))).toEqual([403, "forbidden"]);
  });

  describe("merging", () => {
    let pairs = 0;
    const pair = async () => {
      pairs += 1;
      const firstName = `Ana${pairs}`;
      const secondary = await create({ firstName, lastName: "Second", addresses: [{ city: "Tulsa" }] });
      const primary = await create({ firstName: "Anna", lastName: "First" });
      await houston.post(`${inHouston(secondary.body.customerId)}/loyalty-cards`, {});
      return { secondary: secondary.body, primary: primary.body };
    };

    it("C7: a preview says what would move, and changes nothing", async () => {
      const { secondary, primary } = await pair();
      await houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
      await houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
      await houston.post(`${inHouston(secondary.customerId)}/activities`, { type: "phone", text: "Called" });
      const { status, body } = await merge(secondary.customerId, primary.customerId, true);
      expect(status).toBe(200);
      const place = { workerId: "000160", clientBookId: expect.any(String) };
      const records = { activities: 1, notes: 1, followUps: 0 };
      const identity = { customerId: secondary.customerId, accountNumber: secondary.accountNumber };
      expect(body).toMatchObject({
        survivor: { name: "Anna First", mergedIdentities: [identity], loyaltyCards: [{ state: "issued" }] },
        moves: { identities: [identity], addressBookIds: [], clientBooks: [place], clientBooksGivenUp: [], ...records },
      });
      await houston.post("/channels/houston/client-book/customers", { customerIds: [primary.customerId] });
      const again = await merge(secondary.customerId, primary.customerId, true);
      expect(again.body.moves).toMatchObject({ clientBooks: [], clientBooksGivenUp: [place], ...records });
      expect((await houston.get(inHouston(secondary.customerId))).body.name).toBe(secondary.name);
    });

    it("C7: GUID and account number of the merged one answer the survivor, who is found by them, for ever", async () => {
      const { secondary, primary } = await pair();
      await houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
      await houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
      const merged = await merge(secondary.customerId, primary.customerId);
      const kept = (await administrator.get(`/headquarters/customers/${primary.customerId}`)).body;
      expect(kept).toMatchObject({
        clientBooks: [{ workerId: "000160" }],
        records: [{ kind: "note", text: "Likes blue." }],
      });
      expect([merged.status, merged.body.survivor.customerId]).toEqual([200, primary.customerId]);
      for (const id of [secondary.customerId, secondary.accountNumber, primary.customerId]) {
        for (const [caller, path] of [
          [houston, inHouston(id)],
          [sanFrancisco, `/channels/san-francisco/customers/${id}`],
          [administrator, `/headquarters/customers/${id}?legalEntityId=usrt`],
        ] as const)
          expect((await caller.get(path)).body).toMatchObject({ customerId: primary.customerId, name: "Anna First" });
      }
      const found = await houston.get(`/channels/houston/customers?accountNumber=${secondary.accountNumber}`);
      expect(found.body.items).toMatchObject([{ customerId: primary.customerId, matchedOn: ["accountNumber"] }]);
      const named = await houston.get(`/channels/houston/customers?name=${secondary.firstName}`);
      expect(named.body.items).toEqual([]);
      const refused = await houston.patch(inHouston(secondary.customerId), { title: "Dr." }, { "if-match": "*" });
      expect(problem(refused)).toEqual([409, "customer-merged"]);
      expect((await merge(secondary.customerId, primary.customerId)).status).toBe(200);
      const { body } = await administrator.get(`/headquarters/customers/${primary.customerId}`);
      expect(
        body.audit.map(({ action }: { action: string }) => action).filter((one: string) => one === "merged"),
      ).toHaveLength(2);
    });

    it("C6, C7: a repeated create answers who stands for its customer since a merge", async () => {
      const repeated = () =>
        houston.post("/channels/houston/customers", { lastName: "Twice" }, { "idempotency-key": "merged-meanwhile" });
      const secondary = await repeated();
      const primary = await create({ lastName: "Once" });
      await merge(secondary.body.customerId, primary.body.customerId);
      const answer = await repeated();
      expect(answer).toMatchObject({ status: 201, body: { customerId: primary.body.customerId, mergedInto: null } });
      const { location = "", etag } = Object.fromEntries(answer.headers);
      expect(location).toBe(`/api/v1${inHouston(primary.body.customerId)}`);
      const current = await houston.get(inHouston(primary.body.customerId));
      expect(etag).toBe(current.headers.get("etag"));
    });

    it("C7: a card is opened by every identity of its customer", async () => {
      const { secondary, primary } = await pair();
      await houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
      await merge(secondary.customerId, primary.customerId);
      for (const id of [primary.accountNumber, secondary.customerId, secondary.accountNumber]) {
        const card = await houston.get(`/channels/houston/client-book/customers/${id}`);
        expect(card).toMatchObject({ status: 200, body: { customerId: primary.customerId } });
      }
    });

    it("C7: chains resolve to the last survivor", async () => {
      const [first, second] = [await pair(), await pair()];
      await merge(first.secondary.customerId, first.primary.customerId);
      await merge(first.primary.customerId, second.primary.customerId);
      const { body } = await houston.get(inHouston(first.secondary.accountNumber));
      expect(body.customerId).toBe(second.primary.customerId);
    });

    it("C7: a pending customer, another legal entity, itself, nobody: each is refused", async () => {
      const { secondary, primary } = await pair();
      const waiting = await pending();
      expect(problem(await merge(waiting.customerId, primary.customerId))).toEqual([409, "customer-pending-sync"]);
      expect(problem(await merge(primary.customerId, waiting.customerId))).toEqual([409, "customer-pending-sync"]);
      await back();
      const { body: german } = await berlin.post("/channels/berlin/customers", { firstName: "Ute" });
      await until("the German customer's number", async () => {
        const { body } = await berlin.get(`/channels/berlin/customers/${german.customerId}`);
        return body.accountNumber !== null;
      });
      expect(problem(await merge(german.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
      expect(problem(await merge(primary.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
      const nobody = "22222222-2222-4222-8222-222222222222";
      expect(problem(await merge(nobody, primary.customerId))).toEqual([404, "not-found"]);
      await merge(secondary.customerId, primary.customerId);
      expect(problem(await merge(primary.customerId, secondary.customerId))).toEqual([409, "customer-merged"]);
    });

    it("C7: a merge against patches of both at the same moment loses no update and is not half done", async () => {
      const { secondary, primary } = await pair();
      const edit = (id: string, body: object) => houston.patch(inHouston(id), body, { "if-match": "*" });
      const [merged, ...edits] = await Promise.all([
        merge(secondary.customerId, primary.customerId),
        edit(primary.customerId, { middleName: "P." }),
        edit(secondary.customerId, { middleName: "S." }),
        edit(primary.customerId, { title: "Dr." }),
      ]);
      expect(merged.status).toBe(200);
      const [middle, , title] = edits;
      const { body } = await administrator.get(`/headquarters/customers/${secondary.customerId}`);
      expect(body.customerId).toBe(primary.customerId);
      expect(body.mergedIdentities).toMatchObject([{ customerId: secondary.customerId }]);
      expect([body.middleName, body.title]).toEqual([
        middle?.status === 200 ? "P." : null,
        title?.status === 200 ? "Dr." : null,
      ]);
    });
  });

  describe("erasure", () => {
    const person = { firstName: "Forgetme", lastName: "Person", email: "forget@me.example", phone: "206 555 0123" };

    it("P1: an export holds all that is held; an erasure takes it away everywhere, and the identity stays", async () => {
      const created = await create({ ...person, addresses: [{ street: "9 Secret St" }] });
      const { customerId, accountNumber } = created.body;
      await houston.post(`${inHouston(customerId)}/loyalty-cards`, { cardNumber: "FORGET-1" });
      await houston.post("/channels/houston/client-book/customers", { customerIds: [customerId] });
      await houston.post(`${inHouston(customerId)}/notes`, { text: "A secret." });
      await sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`);
      const before = await administrator.get(`/headquarters/customers/${customerId}/export`);
      expect(before.body).toMatchObject({
        headquarters: [{ name: "Forgetme Person", addresses: [{ street: "9 Secret St" }], loyaltyCards: [{}] }],
        channelCopies: [{ channelDatabaseGroupId: "default" }],
        operations: [],
      });
      const erased = await administrator.post(`/headquarters/customers/${customerId}/erase`, "");
      expect([erased.status, erased.body]).toMatchObject([200, { customerId, accountNumber, name: "", emails: [] }]);
      for (const id of [customerId, accountNumber]) {
        const { body } = await houston.get(inHouston(id));
        expect(body).toMatchObject({ customerId, firstName: null, erasedAt: expect.any(String), loyaltyCards: [] });
      }
      const after = await administrator.get(`/headquarters/customers/${customerId}/export`);
      expect(after.body.headquarters).toMatchObject([{ clientBooks: [], records: [] }]);
      expect(JSON.stringify(after.body)).not.toMatch(/forget|secret|5550123/i);
      for (const query of ["email=forget@me.example", "name=forgetme", "loyaltyCard=FORGET-1"])
        expect((await houston.get(`/channels/houston/customers?${query}`)).body.items).toEqual([]);
      const refused = await houston.patch(inHouston(customerId), { title: "Dr." }, { "if-match": "*" });
      expect(problem(refused)).toEqual([409, "customer-erased"]);
      expect((await administrator.post(`/headquarters/customers/${customerId}/erase`, "")).status).toBe(200);
      const again = await create({ firstName: "Other" });
      const card = await houston.post(`${inHouston(again.body.customerId)}/loyalty-cards`, { cardNumber: "FORGET-1" });
      expect(card.status).toBe(201);
    });

    it("P1, C7: whoever was merged into a person is erased with them", async () => {
      const secondary = await create({ ...person, lastName: "Merged" });
      const primary = await create(person);
      await merge(secondary.body.customerId, primary.body.customerId);
      await administrator.post(`/headquarters/customers/${secondary.body.customerId}/erase`, "");
      const { body } = await administrator.get(`/headquarters/customers/${secondary.body.customerId}/export`);
      expect(JSON.stringify(body)).not.toMatch(/forget|"Merged"/);
      expect(body.headquarters[0]).toMatchObject({ customerId: primary.body.customerId, erasedAt: expect.any(String) });
    });

    it("P1: a pending customer's operations are cancelled and emptied, and it never gets to headquarters", async () => {
      const waiting = await pending(person);
      await back();
      await Promise.all([
        administrator.post(`/headquarters/customers/${waiting.customerId}/erase`, ""),
        houston.get(inHouston(waiting.customerId)),
      ]);
      await administrator.post(`/headquarters/customers/${waiting.customerId}/erase`, "");
      const { body } = await administrator.get(`/headquarters/async-operations?customerId=${waiting.customerId}`);
      expect(body.items).toMatchObject([{ payload: {} }]);
      expect(body.items[0].state).toMatch(/done|cancelled/);
      const shown = await sanFrancisco.get(`/channels/san-francisco/customers/${waiting.customerId}`);
      expect(shown.body).toMatchObject({ name: "", erasedAt: expect.any(String) });
    });

    it("P1: erasures at the moment of the conversion leave nothing, whoever comes first", async () => {
      const waiting = await Promise.all(Array.from({ length: 8 }, () => pending(person)));
      await back();
      for (const { customerId } of waiting) {
        const erased = await administrator.post(`/headquarters/customers/${customerId}/erase`, "");
        expect(erased.status).toBe(200);
      }
      await until("no operation is open", async () => {
        const states = "state=pending&state=sent&state=failed";
        const ids = waiting.map(({ customerId }) => `customerId=${customerId}`).join("&");
        const { body } = await administrator.get(`/headquarters/async-operations?${states}&${ids}`);
        return body.items.length === 0;
      });
      for (const { customerId } of waiting) {
        const { body } = await administrator.get(`/headquarters/customers/${customerId}/export`);
        expect(JSON.stringify(body)).not.toMatch(/forget|5550123/i);
      }
    });
  });
});
