import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { runToItsEnd } from "../crash/repair";
import { expectProblem } from "../send";
import { raw, store } from "./store";

const dayMs = 24 * 3_600_000;

describe("what is recorded on a customer", () => {
  let environment: TestEnvironment;
  let shop: Awaited<ReturnType<typeof store>>;
  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: { CONFIGURATION_CACHE_SECONDS: "0.1", HEADQUARTERS_BREAKER_PAUSE_MS: "100" },
    });
    shop = await store(environment);
  }, 60_000);
  afterAll(() => environment?.stop());
  afterEach(() => cosmosControls(environment).faults([]));

  const newCustomer = async (lastName = "Recorded") => (await shop.customers({ lastName }))[0] ?? "";
  const on = (id: string, what: string, channelId = "houston") => `/channels/${channelId}/customers/${id}/${what}`;
  const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
  /** A date in Houston, so many days from now. */
  const day = (days: number) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: "America/Chicago" }).format(new Date(Date.now() + days * dayMs));

  it("B8: activities are a timeline, newest first, by type and date, that every associate sees", async () => {
    const id = await newCustomer();
    const record = (type: string, at: string, text = "Said hello") =>
      shop.as("000160").post(on(id, "activities"), { type, text, at });
    for (const [type, days] of [
      ["phone", 3],
      ["email", 1],
      ["phone", 2],
    ] as const) {
      expect((await record(type, ago(days))).status).toBe(201);
    }
    const ofWhom = async (query = "") =>
      (await shop.as("000170").get(on(id, `activities${query}`, "san-francisco"))).body;
    const { items } = await ofWhom();
    expect(items.map(({ type }: { type: string }) => type)).toEqual(["email", "phone", "phone"]);
    expect(items[0]).toEqual({
      activityId: expect.any(String),
      type: "email",
      text: "Said hello",
      at: expect.any(String),
      workerId: "000160",
    });
    expect((await ofWhom("?type=phone")).items).toHaveLength(2);
    expect((await ofWhom(`?from=${ago(2.5)}&to=${ago(1.5)}`)).items).toHaveLength(1);
    const first = await ofWhom("?top=2");
    const second = await ofWhom(`?top=2&continuationToken=${encodeURIComponent(first.continuationToken)}`);
    expect([...first.items, ...second.items]).toEqual(items);
  });

  it("B8: types are configured at headquarters, and a new one counts when job 1110 has brought it", async () => {
    const id = await newCustomer();
    const post = (body: object) => shop.as("000160").post(on(id, "activities"), body);
    expectProblem(raw(await post({ type: "fitting", text: "Shoes" })), 409, "reference-missing");
    const administrator = api(environment, await environment.token.administrator());
    await administrator.put("/headquarters/activity-types/fitting", { label: "Fitting" });
    await runToItsEnd(administrator, "1110");
    await until("it counts", async () => (await post({ type: "fitting", text: "Shoes" })).status === 201);
    expectProblem(raw(await post({ type: "fitting", text: "x", at: ago(-1) })), 400, "invalid-request");
    expectProblem(raw(await shop.as("000160").post(on(randomUUID(), "activities"), {})), 404, "not-found");
  });

  it("B9: notes are kept at headquarters and seen by every associate of the legal entity", async () => {
    const id = await newCustomer();
    const kept = await shop.as("000160").post(on(id, "notes"), { text: "Prefers tea" });
    expect(kept).toMatchObject({ status: 201, body: { text: "Prefers tea", workerId: "000160" } });
    const notes = async () => (await shop.as("000170").get(on(id, "notes", "san-francisco"))).body.items;
    expect(await notes()).toEqual([kept.body]);
    const path = on(id, `notes/${kept.body.noteId}`);
    expect((await shop.as("000161").delete(path)).status).toBe(204);
    expect(await notes()).toEqual([]);
    expectProblem(raw(await shop.as("000161").delete(path)), 404, "not-found");
    expectProblem(raw(await shop.as("000180").get(on(id, "notes", "berlin"))), 404, "not-found");
  });

  it("P1: nothing is recorded any more on a customer who was erased", async () => {
    const id = await newCustomer("Gone");
    const administrator = api(environment, await environment.token.administrator());
    expect((await administrator.post(`/headquarters/customers/${id}/erase`, "")).status).toBe(200);
    const me = shop.as("000160");
    for (const [what, body] of [
      ["notes", { text: "Was here again" }],
      ["activities", { type: "phone", text: "Called" }],
      ["follow-ups", { text: "Call", dueOn: day(1) }],
    ] as const) {
      expectProblem(raw(await me.post(on(id, what), body)), 409, "customer-erased");
      expect((await me.get(on(id, what))).body.items).toEqual([]);
    }
  });

  it("B10: follow-ups are due today, overdue, or until a date, and are done", async () => {
    const id = await newCustomer();
    const me = shop.as("000161");
    const set = async (text: string, days: number) =>
      (await me.post(on(id, "follow-ups"), { text, dueOn: day(days) })).body;
    const late = await set("Late", -2);
    const today = await set("Today", 0);
    const soon = await set("Soon", 5);
    await shop.as("000160").post(on(id, "follow-ups"), { text: "Somebody else's", dueOn: day(0) });
    const due = async (query = "") => (await me.get(`/channels/houston/follow-ups${query}`)).body.items;
    expect(await due("?due=today")).toEqual([today]);
    expect(await due("?due=overdue")).toEqual([late]);
    expect(await due(`?due=${day(4)}`)).toEqual([late, today]);
    expect(await due()).toEqual([late, today, soon]);
    expect(today).toMatchObject({ customerId: id, state: "open", workerId: "000161" });

    const first = (await me.get("/channels/houston/follow-ups?top=2")).body;
    const token = encodeURIComponent(first.continuationToken);
    const second = (await me.get(`/channels/houston/follow-ups?top=2&continuationToken=${token}`)).body;
    expect([first.items, second]).toEqual([[late, today], { items: [soon], continuationToken: null }]);
    const odd = await me.get("/channels/houston/follow-ups?continuationToken=odd");
    expectProblem(raw(odd), 400, "invalid-request");

    const path = on(id, `follow-ups/${late.followUpId}`);
    const present = await me.get(path);
    expect([present.status, present.body]).toEqual([200, late]);
    const done = await me.patch(path, { state: "done" }, { "if-match": present.headers.get("etag") ?? "" });
    expect(done.body).toEqual({ ...late, state: "done" });
    expect(await due("?due=overdue")).toEqual([]);
    const stale = await me.patch(path, { text: "Other" }, { "if-match": '"old"' });
    expectProblem(raw(stale), 412, "precondition-failed");
    const etag = done.headers.get("etag") ?? "";
    expect((await me.patch(path, { text: "Other" }, { "if-match": etag })).status).toBe(200);
    expect((await me.get(on(id, "follow-ups"))).body.items).toHaveLength(4);
    expectProblem(raw(await me.get("/channels/houston/follow-ups?due=soon")), 400, "invalid-request");
  });

  it("B10: suggests clients not contacted for days, whom it is longest ago first, and customers in nobody's book", async () => {
    const [first = "", second = "", stranger = ""] = await shop.customers(
      { lastName: "Longest" },
      { lastName: "Shorter" },
      { lastName: "Stranger" },
    );
    await shop.add("000162", [first, second]);
    const call = (id: string, days: number) =>
      shop.as("000162").post(on(id, "activities"), { type: "phone", text: "Called", at: ago(days) });
    await call(first, 40);
    await call(second, 35);
    const suggested = async (query = "?top=200") =>
      (await shop.as("000162").get(`/channels/houston/client-book/suggestions${query}`)).body.items;
    const all = await suggested();
    expect(all.slice(0, 2)).toMatchObject([
      { customerId: first, name: "Longest", reason: "notContacted" },
      { customerId: second, name: "Shorter", reason: "notContacted" },
    ]);
    const strangers = all.filter(({ reason }: { reason: string }) => reason === "inNobodysBook");
    expect(strangers).toContainEqual(expect.objectContaining({ customerId: stranger, name: "Stranger" }));
    expect(all.filter(({ customerId }: { customerId: string }) => customerId === first)).toHaveLength(1);
    await call(first, 1);
    expect((await suggested())[0]).toMatchObject({ customerId: second });
    expect((await suggested("?top=200&days=36")).map(({ reason }: { reason: string }) => reason)).not.toContain(
      "notContacted",
    );
  });

  it("B9: a note that is kept is answered so, though headquarters goes away in that moment", async () => {
    const id = await newCustomer();
    const me = shop.as("000160");
    await me.get(`/channels/houston/customers/${id}`);
    const { faults } = cosmosControls(environment);
    await faults([{ match: { method: "GET", path: "dbs/headquarters/colls/customers" }, respond: { status: 503 } }]);
    expect(await me.post(on(id, "notes"), { text: "Once" })).toMatchObject({ status: 201 });
    await faults([]);
    expect((await me.get(on(id, "notes"))).body.items).toMatchObject([{ text: "Once" }]);
  });

  it("B11: while headquarters is away nothing is recorded", async () => {
    const id = await newCustomer();
    await shop.as("000160").get(`/channels/houston/customers/${id}`);
    await cosmosControls(environment).faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    for (const [what, body] of [
      ["activities", { type: "phone", text: "x" }],
      ["notes", { text: "x" }],
      ["follow-ups", { text: "x", dueOn: day(0) }],
    ] as const) {
      expectProblem(raw(await shop.as("000160").post(on(id, what), body)), 503, "headquarters-unavailable");
    }
  });
});
