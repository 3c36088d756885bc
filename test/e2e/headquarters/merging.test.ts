import { describe, expect, it } from "vitest";
import { problem } from "../../environment/api";
import { until } from "../../environment/until";
import { inHouston, people } from "./people";

describe("merging", () => {
  const hq = people();
  let pairs = 0;
  const pair = async () => {
    pairs += 1;
    const firstName = `Ana${pairs}`;
    const secondary = await hq.create({ firstName, lastName: "Second", addresses: [{ city: "Tulsa" }] });
    const primary = await hq.create({ firstName: "Anna", lastName: "First" });
    await hq.houston.post(`${inHouston(secondary.body.customerId)}/loyalty-cards`, {});
    return { secondary: secondary.body, primary: primary.body };
  };

  it("C7: a preview says what would move, and changes nothing", async () => {
    const { secondary, primary } = await pair();
    await hq.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await hq.houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
    await hq.houston.post(`${inHouston(secondary.customerId)}/activities`, { type: "phone", text: "Called" });
    const { status, body } = await hq.merge(secondary.customerId, primary.customerId, true);
    expect(status).toBe(200);
    const place = { workerId: "000160", clientBookId: expect.any(String) };
    const records = { activities: 1, notes: 1, followUps: 0 };
    const identity = { customerId: secondary.customerId, accountNumber: secondary.accountNumber };
    expect(body).toMatchObject({
      survivor: { name: "Anna First", mergedIdentities: [identity], loyaltyCards: [{ state: "issued" }] },
      moves: { identities: [identity], addressBookIds: [], clientBooks: [place], clientBooksGivenUp: [], ...records },
    });
    await hq.houston.post("/channels/houston/client-book/customers", { customerIds: [primary.customerId] });
    const again = await hq.merge(secondary.customerId, primary.customerId, true);
    expect(again.body.moves).toMatchObject({ clientBooks: [], clientBooksGivenUp: [place], ...records });
    expect((await hq.houston.get(inHouston(secondary.customerId))).body.name).toBe(secondary.name);
  });

  it("C7: GUID and account number of the merged one answer the survivor, who is found by them, for ever", async () => {
    const { secondary, primary } = await pair();
    await hq.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await hq.houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
    const merged = await hq.merge(secondary.customerId, primary.customerId);
    const kept = (await hq.administrator.get(`/headquarters/customers/${primary.customerId}`)).body;
    expect(kept).toMatchObject({
      clientBooks: [{ workerId: "000160" }],
      records: [{ kind: "note", text: "Likes blue." }],
    });
    expect([merged.status, merged.body.survivor.customerId]).toEqual([200, primary.customerId]);
    for (const id of [secondary.customerId, secondary.accountNumber, primary.customerId]) {
      for (const [caller, path] of [
        [hq.houston, inHouston(id)],
        [hq.sanFrancisco, `/channels/san-francisco/customers/${id}`],
        [hq.administrator, `/headquarters/customers/${id}?legalEntityId=usrt`],
      ] as const)
        expect((await caller.get(path)).body).toMatchObject({ customerId: primary.customerId, name: "Anna First" });
    }
    const found = await hq.houston.get(`/channels/houston/customers?accountNumber=${secondary.accountNumber}`);
    expect(found.body.items).toMatchObject([{ customerId: primary.customerId, matchedOn: ["accountNumber"] }]);
    const named = await hq.houston.get(`/channels/houston/customers?name=${secondary.firstName}`);
    expect(named.body.items).toEqual([]);
    const refused = await hq.houston.patch(inHouston(secondary.customerId), { title: "Dr." }, { "if-match": "*" });
    expect(problem(refused)).toEqual([409, "customer-merged"]);
    expect((await hq.merge(secondary.customerId, primary.customerId)).status).toBe(200);
    const { body } = await hq.administrator.get(`/headquarters/customers/${primary.customerId}`);
    expect(
      body.audit.map(({ action }: { action: string }) => action).filter((one: string) => one === "merged"),
    ).toHaveLength(2);
  });

  it("C6, C7: a repeated create answers who stands for its customer since a merge", async () => {
    const repeated = () =>
      hq.houston.post("/channels/houston/customers", { lastName: "Twice" }, { "idempotency-key": "merged-meanwhile" });
    const secondary = await repeated();
    const primary = await hq.create({ lastName: "Once" });
    await hq.merge(secondary.body.customerId, primary.body.customerId);
    const answer = await repeated();
    expect(answer).toMatchObject({ status: 201, body: { customerId: primary.body.customerId, mergedInto: null } });
    const { location = "", etag } = Object.fromEntries(answer.headers);
    expect(location).toBe(`/api/v1${inHouston(primary.body.customerId)}`);
    const current = await hq.houston.get(inHouston(primary.body.customerId));
    expect(etag).toBe(current.headers.get("etag"));
  });

  it("C7: a card is opened by every identity of its customer", async () => {
    const { secondary, primary } = await pair();
    await hq.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await hq.merge(secondary.customerId, primary.customerId);
    for (const id of [primary.accountNumber, secondary.customerId, secondary.accountNumber]) {
      const card = await hq.houston.get(`/channels/houston/client-book/customers/${id}`);
      expect(card).toMatchObject({ status: 200, body: { customerId: primary.customerId } });
    }
  });

  it("C7: chains resolve to the last survivor", async () => {
    const [first, second] = [await pair(), await pair()];
    await hq.merge(first.secondary.customerId, first.primary.customerId);
    await hq.merge(first.primary.customerId, second.primary.customerId);
    const { body } = await hq.houston.get(inHouston(first.secondary.accountNumber));
    expect(body.customerId).toBe(second.primary.customerId);
  });

  it("C7: a pending customer, another legal entity, itself, nobody: each is refused", async () => {
    const { secondary, primary } = await pair();
    const waiting = await hq.pending();
    expect(problem(await hq.merge(waiting.customerId, primary.customerId))).toEqual([409, "customer-pending-sync"]);
    expect(problem(await hq.merge(primary.customerId, waiting.customerId))).toEqual([409, "customer-pending-sync"]);
    await hq.back();
    const { body: german } = await hq.berlin.post("/channels/berlin/customers", { firstName: "Ute" });
    await until("the German customer's number", async () => {
      const { body } = await hq.berlin.get(`/channels/berlin/customers/${german.customerId}`);
      return body.accountNumber !== null;
    });
    expect(problem(await hq.merge(german.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
    expect(problem(await hq.merge(primary.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
    const nobody = "22222222-2222-4222-8222-222222222222";
    expect(problem(await hq.merge(nobody, primary.customerId))).toEqual([404, "not-found"]);
    await hq.merge(secondary.customerId, primary.customerId);
    expect(problem(await hq.merge(primary.customerId, secondary.customerId))).toEqual([409, "customer-merged"]);
  });

  it("C7: a merge against patches of both at the same moment loses no update and is not half done", async () => {
    const { secondary, primary } = await pair();
    const edit = (id: string, body: object) => hq.houston.patch(inHouston(id), body, { "if-match": "*" });
    const [merged, ...edits] = await Promise.all([
      hq.merge(secondary.customerId, primary.customerId),
      edit(primary.customerId, { middleName: "P." }),
      edit(secondary.customerId, { middleName: "S." }),
      edit(primary.customerId, { title: "Dr." }),
    ]);
    expect(merged.status).toBe(200);
    const [middle, , title] = edits;
    const { body } = await hq.administrator.get(`/headquarters/customers/${secondary.customerId}`);
    expect(body.customerId).toBe(primary.customerId);
    expect(body.mergedIdentities).toMatchObject([{ customerId: secondary.customerId }]);
    expect([body.middleName, body.title]).toEqual([
      middle?.status === 200 ? "P." : null,
      title?.status === 200 ? "Dr." : null,
    ]);
  });
});
