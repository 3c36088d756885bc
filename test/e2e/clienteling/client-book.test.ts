import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { inParallel } from "../crash/point-of-sale";
import { runToItsEnd } from "../crash/repair";
import { expectProblem } from "../send";
import { raw, store } from "./store";

const book = "/channels/houston/client-book";

describe("a client book", () => {
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

  const administrator = async () => api(environment, await environment.token.administrator());

  it("B1: it is made with the first customer, has a number of the sequence, and keeps it", async () => {
    expect(await shop.book("000162")).toMatchObject({ clientBookId: null, items: [], continuationToken: null });
    const [first = "", second = ""] = await shop.customers({ lastName: "First" }, { lastName: "Second" });
    await shop.add("000162", [first]);
    const { clientBookId } = await shop.book("000162");
    expect(clientBookId).toMatch(/^CB-\d{5}$/);
    await shop.add("000162", [second]);
    expect((await shop.book("000162")).clientBookId).toBe(clientBookId);
    expect((await shop.book("000162", "", "san-francisco")).clientBookId).toBe(clientBookId);
  });

  it("B2: a customer is in one book; who comes second is told whose", async () => {
    const [id = ""] = await shop.customers({ lastName: "Wanted" });
    const unknown = randomUUID();
    const added = await shop.add("000160", [id, unknown, id]);
    expect(added).toMatchObject({ status: 200 });
    expect(added.body.results).toEqual([
      { customerId: id, outcome: "added" },
      { customerId: unknown, outcome: "notFound" },
      { customerId: id, outcome: "added" },
    ]);
    expect((await shop.add("000160", [id])).body.results).toEqual([{ customerId: id, outcome: "alreadyMine" }]);
    const refused = { customerId: id, outcome: "inAnotherBook", workerId: "000160" };
    expect((await shop.add("000161", [id])).body.results).toEqual([refused]);
    expect(await shop.idsIn("000161")).not.toContain(id);
    expect(await shop.idsIn("000160")).toContain(id);
  });

  it("B2: of eight who add a customer at once one has it, and seven are told whose", async () => {
    const caller = await administrator();
    const workers = Array.from({ length: 8 }, (_, index) => `race-${index}`);
    for (const id of workers) {
      await caller.put(`/headquarters/workers/${id}`, {
        name: id,
        legalEntityIds: ["usrt"],
        addressBookIds: ["houston-book"],
        permissionGroupId: "associate",
        externalId: `worker-${id}`,
      });
    }
    await runToItsEnd(caller, "1060");
    const callers = await Promise.all(workers.map(async (id) => api(environment, await environment.token.worker(id))));
    await until("all act in the store", async () =>
      (await Promise.all(callers.map((one) => one.get(book)))).every(({ status }) => status === 200),
    );
    for (let round = 0; round < 5; round += 1) {
      const [customerId = ""] = await shop.customers({ lastName: `Race ${round}` });
      const answers = await inParallel(8, 8, (index) =>
        (callers[index] ?? caller).post(`${book}/customers`, { customerIds: [customerId] }),
      );
      const outcomes = answers.map(({ body }) => body.results[0]);
      const winner = workers[outcomes.findIndex(({ outcome }) => outcome === "added")];
      expect(outcomes.filter(({ outcome }) => outcome === "added")).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === "inAnotherBook")).toEqual(
        Array.from({ length: 7 }, () => ({ customerId, outcome: "inAnotherBook", workerId: winner })),
      );
      const books = await Promise.all(callers.map((one) => one.get(book)));
      const holders = books.filter(({ body }) =>
        body.items.some((card: { customerId: string }) => card.customerId === customerId),
      );
      expect(holders.map(({ body }) => body.items[0].worker)).toEqual([winner]);
    }
  });

  it("B2: a legal entity may allow several books", async () => {
    const caller = await administrator();
    const { body: parameters } = await caller.get("/headquarters/parameters?legalEntityId=usrt");
    const allow = (allowSeveralClientBooks: boolean) =>
      caller.put("/headquarters/parameters?legalEntityId=usrt", { ...parameters, allowSeveralClientBooks });
    const [id = ""] = await shop.customers({ lastName: "Shared" });
    await shop.add("000160", [id]);
    await allow(true);
    await until("it counts", async () => (await shop.add("000161", [id])).body.results[0].outcome === "added");
    await allow(false);
    expect(await shop.idsIn("000160")).toContain(id);
    expect(await shop.idsIn("000161")).toContain(id);
  });

  it.each([
    ["712", "get", ""],
    ["714", "post", "/customers"],
    ["715", "delete", `/customers/${randomUUID()}`],
  ] as const)("B3: operation %s is granted by the permission group", async (operation, method, path) => {
    const call = (caller: ReturnType<typeof api>) =>
      method === "post" ? caller.post(book + path, {}) : caller[method](book + path);
    const granted = await call(shop.as("000160"));
    expect(granted.status).not.toBe(403);
    const associate = await call(shop.as("000161"));
    if (operation === "715") expectProblem(raw(associate), 403, "forbidden");
    else expect(associate.status).not.toBe(403);
    expectProblem(raw(await call(await administrator())), 403, "forbidden");
  });

  it("B3: a shop has no book", async () => {
    const web = api(environment, await environment.token.client("us-web-app"));
    expectProblem(raw(await web.get("/channels/us-web/client-book")), 403, "forbidden");
  });

  it("B5: a card shows how to reach its customer, and whose it is", async () => {
    const customer = { firstName: "Ana", lastName: "Card", email: "ana@example.com", phone: "(206) 555-0100" };
    const [id = ""] = await shop.customers(customer);
    await shop.add("000160", [id]);
    const { body: known } = await shop.as("000160").get(`/channels/houston/customers/${id}`);
    const { items } = await shop.book("000160");
    expect(items.find(({ customerId }: { customerId: string }) => customerId === id)).toEqual({
      customerId: id,
      accountNumber: known.accountNumber,
      accountNumberDisplay: known.accountNumber,
      name: "Ana Card",
      email: "ana@example.com",
      phone: "+12065550100",
      worker: "000160",
      insights: "off",
      slots: [],
    });
  });

  it("B5: an edit shows on the card at once", async () => {
    const [id = ""] = await shop.customers({ firstName: "Ana", lastName: "Edited", email: "ana@example.com" });
    await shop.add("000160", [id]);
    const change = { lastName: "Renamed", email: "renamed@example.com" };
    const edited = await shop
      .as("000170")
      .patch(`/channels/san-francisco/customers/${id}`, change, { "if-match": "*" });
    expect(edited.status).toBe(200);
    const card = (await shop.as("000160").get(`${book}/customers/${id}`)).body;
    expect(card).toMatchObject({ name: "Ana Renamed", email: "renamed@example.com" });
    expect(await shop.idsIn("000160", "&q=renamed")).toEqual([id]);
  });

  it("B5: a pending customer is in a book at once, and its card has the number as soon as the channel has it", async () => {
    const { faults } = cosmosControls(environment);
    const sanFrancisco = shop.as("000170");
    await faults([{ match: { path: "headquarters/colls/customer-keys" }, respond: { status: 503 } }]);
    const { body: created } = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Pending" });
    const added = await shop.add("000170", [created.customerId], "san-francisco");
    expect(added.body.results).toEqual([{ customerId: created.customerId, outcome: "added" }]);
    const cardOf = async () => (await shop.book("000170", "", "san-francisco")).items[0];
    expect(await cardOf()).toMatchObject({ accountNumber: null, accountNumberDisplay: "Pending sync" });
    await faults([]);
    const numbered = await until("the number", async () => {
      const card = await cardOf();
      return card.accountNumber !== null && card;
    });
    expect(numbered.accountNumberDisplay).toMatch(/^00-\d{8}$/);
  });

  it("B11: a book opens while headquarters is away; changing it answers 503", async () => {
    const [id = "", other = ""] = await shop.customers({ lastName: "Copied" }, { lastName: "Not yet" });
    await shop.add("000160", [id]);
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    expect(await shop.idsIn("000160")).toContain(id);
    expectProblem(raw(await shop.add("000160", [other])), 503, "headquarters-unavailable");
    const removed = await shop.as("000160").delete(`${book}/customers/${id}`);
    expectProblem(raw(removed), 503, "headquarters-unavailable");
    await faults([]);
    await until("it is back", async () => (await shop.add("000160", [other])).status === 200);
    expect(await shop.idsIn("000160")).toEqual(expect.arrayContaining([id, other]));
  });

  it("B11: a card that could not be written is brought by job 1010, and one that could not be removed is taken", async () => {
    const [id = ""] = await shop.customers({ lastName: "Later" });
    const { faults } = cosmosControls(environment);
    const away = [{ match: { path: "channels/colls/client-book-cards" }, respond: { status: 503 } }];
    await faults(away);
    expectProblem(raw(await shop.add("000160", [id])), 503, "channel-database-unavailable");
    await faults([]);
    expect(await shop.idsIn("000160")).not.toContain(id);
    await runToItsEnd(await administrator(), "1010");
    expect(await shop.idsIn("000160")).toContain(id);

    await faults(away);
    const removed = await shop.as("000160").delete(`${book}/customers/${id}`);
    expectProblem(raw(removed), 503, "channel-database-unavailable");
    await faults([]);
    expect(await shop.idsIn("000160")).toContain(id);
    await runToItsEnd(await administrator(), "1010");
    expect(await shop.idsIn("000160")).not.toContain(id);
  });

  it("who is removed can be added again, by anybody", async () => {
    const [id = ""] = await shop.customers({ lastName: "Back" });
    await shop.add("000160", [id]);
    expect((await shop.as("000160").delete(`${book}/customers/${id}`)).status).toBe(204);
    expect(await shop.idsIn("000160")).not.toContain(id);
    expectProblem(raw(await shop.as("000160").delete(`${book}/customers/${id}`)), 404, "not-found");
    expect((await shop.add("000161", [id])).body.results[0].outcome).toBe("added");
    expect(await shop.idsIn("000161")).toContain(id);
  });

  it("pages follow each other by name", async () => {
    const ids = await shop.customers(...[..."edcba"].map((letter) => ({ lastName: `Zz${letter}` })));
    await shop.add("000162", ids);
    const names: string[] = [];
    let token: string | null = "";
    for (let query = "?top=2"; token !== null; query = `?top=2&continuationToken=${token}`) {
      const { body } = await shop.as("000162").get(book + query);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      token = body.continuationToken;
    }
    expect(names.filter((name) => name.startsWith("Zz"))).toEqual(["Zza", "Zzb", "Zzc", "Zzd", "Zze"]);
    expect(new Set(names).size).toBe(names.length);
    expectProblem(raw(await shop.as("000162").get(`${book}?continuationToken=other`)), 400, "invalid-request");
  });

  it("500 are added in one call, and listed", async () => {
    const ids = await shop.customers(...Array.from({ length: 500 }, (_, index) => ({ lastName: `Many ${index}` })));
    const { status, body } = await shop.add("000161", ids);
    expect(status).toBe(200);
    expect(body.results.filter(({ outcome }: { outcome: string }) => outcome === "added")).toHaveLength(500);
    let count = 0;
    let token: string | null = "";
    for (let query = "?top=200"; token !== null; query = `?top=200&continuationToken=${token}`) {
      const page = (await shop.as("000161").get(book + query)).body;
      count += page.items.length;
      token = page.continuationToken;
    }
    expect(count).toBeGreaterThanOrEqual(500);
  }, 60_000);

  it("the feature clienteling opens it", async () => {
    const caller = await administrator();
    await caller.put("/headquarters/features/clienteling", { enabled: false });
    await runToItsEnd(caller, "1110");
    const refused = await until("it counts", async () => {
      const answer = await shop.as("000160").get(book);
      return answer.status !== 200 && answer;
    });
    expectProblem(raw(refused), 409, "feature-disabled");
    expectProblem(raw(await shop.add("000160", [randomUUID()])), 409, "feature-disabled");
    await caller.put("/headquarters/features/clienteling", { enabled: true });
    await runToItsEnd(caller, "1110");
    await until("it is open", async () => (await shop.as("000160").get(book)).status === 200);
  });
});
