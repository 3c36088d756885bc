import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { runToItsEnd } from "../crash/repair";
import { store } from "./store";

/**
 * Dallas has its database in another group than Houston and San Francisco. It shares an address book with associate
 * 000162, and none with Houston's customers.
 */
describe("a client book that two channel database groups hold", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let shop: Awaited<ReturnType<typeof store>>;

  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: { CONFIGURATION_CACHE_SECONDS: "0.1", HEADQUARTERS_BREAKER_PAUSE_MS: "100" },
    });
    shop = await store(environment);
    administrator = api(environment, await environment.token.administrator());
    const { id: _, ...houston } = (await administrator.get("/headquarters/channels/houston")).body;
    const dallas = { ...houston, channelDatabaseGroupId: "filtered", addressBookIds: ["san-francisco-book"] };
    expect((await administrator.put("/headquarters/channels/dallas", dallas)).status).toBe(200);
    for (const job of ["1040", "1060", "1070", "1090", "1110", "1150"]) await runToItsEnd(administrator, job);
    await until(
      "Dallas is open",
      async () => (await shop.as("000162").get("/channels/dallas/client-book")).status === 200,
    );
  }, 60_000);
  afterAll(() => environment?.stop());
  afterEach(() => cosmosControls(environment).faults([]));

  const away = () =>
    cosmosControls(environment).faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);

  it("J6, B11: its customers are there too, so that they open while headquarters is away", async () => {
    const [client = "", other = ""] = await shop.customers({ lastName: "Client" }, { lastName: "Nobody's" });
    await shop.add("000162", [client]);
    await runToItsEnd(administrator, "1010");
    await away();
    expect(await shop.idsIn("000162", "", "dallas")).toContain(client);
    const opened = await shop.as("000162").get(`/channels/dallas/customers/${client}`);
    expect(opened).toMatchObject({ status: 200, body: { name: "Client", syncState: "synchronized" } });
    expect((await shop.as("000162").get(`/channels/dallas/customers/${other}`)).status).toBe(503);
  });

  const inDallas = (query = "") => shop.idsIn("000162", query, "dallas");
  const cardIn = async (channelId: string, customerId: string) =>
    (await shop.as("000162").get(`/channels/${channelId}/client-book/customers/${customerId}`)).body;

  it("B11: whoever is added or removed is so in both at once", async () => {
    const [id = ""] = await shop.customers({ lastName: "At once" });
    await shop.add("000162", [id]);
    expect(await inDallas()).toContain(id);
    await away();
    expect((await shop.as("000162").get(`/channels/dallas/customers/${id}`)).body).toMatchObject({ name: "At once" });
    await cosmosControls(environment).faults([]);
    const reassignment = { customerIds: [id], toWorkerId: "000161" };
    await until("headquarters is back", async () => {
      const { status } = await shop
        .as("000160")
        .post("/channels/houston/store-client-books/reassignments", reassignment);
      return status === 200;
    });
    expect(await inDallas()).not.toContain(id);
  });

  it("B11: an edit shows in both at once, whichever group it was made in", async () => {
    const [id = ""] = await shop.customers({ lastName: "Before" });
    await shop.add("000162", [id]);
    for (const [from, other, lastName] of [
      ["dallas", "houston", "Second"],
      ["houston", "dallas", "Third"],
    ] as const) {
      const edit = await shop
        .as("000162")
        .patch(`/channels/${from}/customers/${id}`, { lastName }, { "if-match": "*" });
      expect(edit.status).toBe(200);
      for (const channelId of [from, other]) {
        expect(await cardIn(channelId, id)).toMatchObject({ name: lastName });
        expect((await shop.as("000162").get(`/channels/${channelId}/customers/${id}`)).body).toMatchObject({
          lastName,
        });
      }
    }
  });

  it("B11: a pending customer comes to the other group with its account number, and what it becomes at headquarters", async () => {
    for (const feature of ["asyncAddresses", "clienteling"])
      await administrator.put(`/headquarters/features/${feature}`, { enabled: true });
    await runToItsEnd(administrator, "1110");
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "headquarters/colls/customer-keys" }, respond: { status: 503 } }]);
    const sanFrancisco = shop.as("000162");
    const { body: created } = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Pending" });
    const id = created.customerId;
    await shop.add("000162", [id], "san-francisco");
    expect(await inDallas()).not.toContain(id);
    await faults([]);
    await until("the card is in Dallas", async () => (await inDallas()).includes(id));
    expect(await cardIn("dallas", id)).toMatchObject({ accountNumberDisplay: expect.stringMatching(/^00-/) });

    const address = { street: "Lonestar Lane 7", city: "Dallas", postalCode: "75001", country: "US" };
    const added = await until("the feature counts", async () => {
      const answer = await sanFrancisco.post(`/channels/san-francisco/customers/${id}/addresses`, address);
      return answer.status === 202 && answer;
    });
    expect(added.status).toBe(202);
    await until("Dallas finds it by its street", async () => (await inDallas("&q=lonestar")).includes(id));
  });

  it("C7, P1: a merge moves the card, and an erasure takes it away, in both at once", async () => {
    const [secondary = "", primary = ""] = await shop.customers({ lastName: "Secondary" }, { lastName: "Primary" });
    await shop.add("000162", [secondary]);
    const merged = await administrator.post(`/headquarters/customers/${secondary}/merge`, { into: primary });
    expect(merged.status).toBe(200);
    for (const channelId of ["houston", "dallas"]) {
      const ids = await shop.idsIn("000162", "", channelId);
      expect([ids.includes(primary), ids.includes(secondary)], channelId).toEqual([true, false]);
    }
    expect((await administrator.post(`/headquarters/customers/${primary}/erase`, "")).status).toBe(200);
    for (const channelId of ["houston", "dallas"])
      expect(await shop.idsIn("000162", "", channelId)).not.toContain(primary);
  });

  it("B4, J6: an associate who comes to share an address book with a group finds the book there after a delta", async () => {
    const [id = ""] = await shop.customers({ lastName: "Follows" });
    await shop.add("000160", [id]);
    const { id: _, ...worker } = (await administrator.get("/headquarters/workers/000160")).body;
    const addressBookIds = [...worker.addressBookIds, "san-francisco-book"];
    expect((await administrator.put("/headquarters/workers/000160", { ...worker, addressBookIds })).status).toBe(200);
    for (const job of ["1060", "1010"]) await runToItsEnd(administrator, job);
    const inDallas = await until("Dallas lets the associate in", async () => {
      const { status, body } = await shop.as("000160").get("/channels/dallas/client-book");
      return status === 200 && body.items.map(({ customerId }: { customerId: string }) => customerId);
    });
    expect(inDallas).toEqual([id]);
  });
});
