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
});
