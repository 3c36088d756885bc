import { describe, expect, it } from "vitest";
import { problem } from "../../environment/api";
import { until } from "../../environment/until";
import { inHouston, people } from "../people";

describe("merging", () => {
  const callers = people();
  let pairs = 0;
  const pair = async () => {
    pairs += 1;
    const firstName = `Ana${pairs}`;
    const secondary = await callers.create({ firstName, lastName: "Second", addresses: [{ city: "Tulsa" }] });
    const primary = await callers.create({ firstName: "Anna", lastName: "First" });
    await callers.houston.post(`${inHouston(secondary.body.customerId)}/loyalty-cards`, {});
    return { secondary: secondary.body, primary: primary.body };
  };

  it("C7: a preview says what would move, and changes nothing", async () => {
    const { secondary, primary } = await pair();
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await callers.houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
    await callers.houston.post(`${inHouston(secondary.customerId)}/activities`, { type: "phone", text: "Called" });
    const { status, body } = await callers.merge(secondary.customerId, primary.customerId, true);
    expect(status).toBe(200);
    const place = { workerId: "000160", clientBookId: expect.any(String) };
    const records = { activities: 1, notes: 1, followUps: 0 };
    const identity = { customerId: secondary.customerId, accountNumber: secondary.accountNumber };
    expect(body).toMatchObject({
      survivor: { name: "Anna First", mergedIdentities: [identity], loyaltyCards: [{ state: "issued" }] },
      moves: { identities: [identity], addressBookIds: [], clientBooks: [place], clientBooksGivenUp: [], ...records },
    });
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [primary.customerId] });
    const again = await callers.merge(secondary.customerId, primary.customerId, true);
    expect(again.body.moves).toMatchObject({ clientBooks: [], clientBooksGivenUp: [place], ...records });
    expect((await callers.houston.get(inHouston(secondary.customerId))).body.name).toBe(secondary.name);
  });

  it("C7: GUID and account number of the merged one answer the survivor, who is found by them, for ever", async () => {
    const { secondary, primary } = await pair();
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await callers.houston.post(`${inHouston(secondary.customerId)}/notes`, { text: "Likes blue." });
    const merged = await callers.merge(secondary.customerId, primary.customerId);
    const kept = (await callers.administrator.get(`/headquarters/customers/${primary.customerId}`)).body;
    expect(kept).toMatchObject({
      clientBooks: [{ workerId: "000160" }],
      records: [{ kind: "note", text: "Likes blue." }],
    });
    expect([merged.status, merged.body.survivor.customerId]).toEqual([200, primary.customerId]);
    for (const id of [secondary.customerId, secondary.accountNumber, primary.customerId]) {
      for (const [caller, path] of [
        [callers.houston, inHouston(id)],
        [callers.sanFrancisco, `/channels/san-francisco/customers/${id}`],
        [callers.administrator, `/headquarters/customers/${id}?legalEntityId=usrt`],
      ] as const)
        expect((await caller.get(path)).body).toMatchObject({ customerId: primary.customerId, name: "Anna First" });
    }
    const found = await callers.houston.get(`/channels/houston/customers?accountNumber=${secondary.accountNumber}`);
    expect(found.body.items).toMatchObject([{ customerId: primary.customerId, matchedOn: ["accountNumber"] }]);
    const named = await callers.houston.get(`/channels/houston/customers?name=${secondary.firstName}`);
    expect(named.body.items).toEqual([]);
    const refused = await callers.houston.patch(inHouston(secondary.customerId), { title: "Dr." }, { "if-match": "*" });
    expect(problem(refused)).toEqual([409, "customer-merged"]);
    expect((await callers.merge(secondary.customerId, primary.customerId)).status).toBe(200);
    const { body } = await callers.administrator.get(`/headquarters/customers/${primary.customerId}`);
    expect(
      body.audit.map(({ action }: { action: string }) => action).filter((one: string) => one === "merged"),
    ).toHaveLength(2);
  });

  it("C6, C7: a repeated create answers who stands for its customer since a merge", async () => {
    const repeated = () =>
      callers.houston.post(
        "/channels/houston/customers",
        { lastName: "Twice" },
        { "idempotency-key": "merged-meanwhile" },
      );
    const secondary = await repeated();
    const primary = await callers.create({ lastName: "Once" });
    await callers.merge(secondary.body.customerId, primary.body.customerId);
    const answer = await repeated();
    expect(answer).toMatchObject({ status: 201, body: { customerId: primary.body.customerId, mergedInto: null } });
    const { location = "", etag } = Object.fromEntries(answer.headers);
    expect(location).toBe(`/api/v1${inHouston(primary.body.customerId)}`);
    const current = await callers.houston.get(inHouston(primary.body.customerId));
    expect(etag).toBe(current.headers.get("etag"));
  });

  it("C7: a card is opened by every identity of its customer", async () => {
    const { secondary, primary } = await pair();
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] });
    await callers.merge(secondary.customerId, primary.customerId);
    for (const id of [primary.accountNumber, secondary.customerId, secondary.accountNumber]) {
      const card = await callers.houston.get(`/channels/houston/client-book/customers/${id}`);
      expect(card).toMatchObject({ status: 200, body: { customerId: primary.customerId } });
    }
  });

  it("C7: chains resolve to the last survivor", async () => {
    const [first, second] = [await pair(), await pair()];
    await callers.merge(first.secondary.customerId, first.primary.customerId);
    await callers.merge(first.primary.customerId, second.primary.customerId);
    const { body } = await callers.houston.get(inHouston(first.secondary.accountNumber));
    expect(body.customerId).toBe(second.primary.customerId);
  });

  it("C7: a pending customer, another legal entity, itself, nobody: each is refused", async () => {
    const { secondary, primary } = await pair();
    const waiting = await callers.pending();
    expect(problem(await callers.merge(waiting.customerId, primary.customerId))).toEqual([
      409,
      "customer-pending-sync",
    ]);
    expect(problem(await callers.merge(primary.customerId, waiting.customerId))).toEqual([
      409,
      "customer-pending-sync",
    ]);
    await callers.back();
    const { body: german } = await callers.berlin.post("/channels/berlin/customers", { firstName: "Ute" });
    await until("the German customer's number", async () => {
      const { body } = await callers.berlin.get(`/channels/berlin/customers/${german.customerId}`);
      return body.accountNumber !== null;
    });
    expect(problem(await callers.merge(german.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
    expect(problem(await callers.merge(primary.customerId, primary.customerId))).toEqual([400, "invalid-request"]);
    const nobody = "22222222-2222-4222-8222-222222222222";
    expect(problem(await callers.merge(nobody, primary.customerId))).toEqual([404, "not-found"]);
    await callers.merge(secondary.customerId, primary.customerId);
    expect(problem(await callers.merge(primary.customerId, secondary.customerId))).toEqual([409, "customer-merged"]);
  });

  it("C7: a merge against patches of both at the same moment loses no update and is not half done", async () => {
    const { secondary, primary } = await pair();
    const edit = (id: string, body: object) => callers.houston.patch(inHouston(id), body, { "if-match": "*" });
    const [merged, ...edits] = await Promise.all([
      callers.merge(secondary.customerId, primary.customerId),
      edit(primary.customerId, { middleName: "P." }),
      edit(secondary.customerId, { middleName: "S." }),
      edit(primary.customerId, { title: "Dr." }),
    ]);
    expect(merged.status).toBe(200);
    const [middle, , title] = edits;
    const { body } = await callers.administrator.get(`/headquarters/customers/${secondary.customerId}`);
    expect(body.customerId).toBe(primary.customerId);
    expect(body.mergedIdentities).toMatchObject([{ customerId: secondary.customerId }]);
    expect([body.middleName, body.title]).toEqual([
      middle?.status === 200 ? "P." : null,
      title?.status === 200 ? "Dr." : null,
    ]);
  });
});
