import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { runToItsEnd } from "../crash/repair";
import { stored } from "../crash/stored";

const createAtHeadquarters = { method: "POST", path: "headquarters/colls/customers/docs" };
const claimOfNumber = { method: "POST", path: "headquarters/colls/customer-keys/docs" };
const unavailable = { respond: { status: 503 } };

describe("creates for which headquarters changes meanwhile", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let administrator: Api;
  let faults: (list: readonly object[]) => Promise<void>;

  beforeAll(async () => {
    const settings = { CONFIGURATION_CACHE_SECONDS: "1", SYNCHRONIZATION_FIRST_RETRY_MS: "1500" };
    environment = await startTestEnvironment({ settings });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
    ({ faults } = cosmosControls(environment));
  });
  afterAll(() => environment?.stop());

  const customerGroup = (id: string) => `/headquarters/customer-groups/${id}`;
  const create = (group: string) =>
    sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Wrong", customerGroup: group });
  const createAtOnce = (group: string, headers = {}) =>
    houston.post("/channels/houston/customers", { lastName: "Wrong", customerGroup: group }, headers);
  const read = async (customerId: string) =>
    (await sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`)).body;

  async function distributeGroup(id: string): Promise<void> {
    await administrator.put(customerGroup(id), { name: "Soon gone", financialDimensions: {} });
    await runToItsEnd(administrator, "1110");
  }

  it("S5: a customer group that headquarters deleted meanwhile shows as failed within 10 s", async () => {
    await distributeGroup("40");
    expect(await administrator.delete(customerGroup("40"))).toMatchObject({ status: 204 });
    const created = await create("40");
    expect(created.status).toBe(202);
    const failed = async () => (await read(created.body.customerId)).syncState === "failed";
    await until("the customer shows as failed", failed, 10_000);
    const operations = (await stored(environment).openOperations()) as { customerId: string }[];
    const operation = operations.find(({ customerId }) => customerId === created.body.customerId);
    expect(operation).toMatchObject({
      state: "failed",
      attempts: 1,
      lastError: "Headquarters does not know customer group 40.",
    });
  });

  it("S3: a customer that headquarters has already is not failed for what changed after its create", async () => {
    await distributeGroup("50");
    await until("headquarters and Houston know the group", async () => (await createAtOnce("50")).status === 201);
    const known = await until("San Francisco knows it", async () => {
      const { status, body } = await create("50");
      return status === 202 && body;
    });
    await until("its number", async () => (await read(known.customerId)).syncState === "synchronized");
    await faults([{ match: createAtHeadquarters, ...unavailable, afterCommit: true, times: 1 }]);
    const created = (await create("50")).body;
    await until("headquarters has it", () => stored(environment).isAtHeadquarters(created.customerId));
    await administrator.delete(customerGroup("50"));
    const ended = await until("the create has ended", async () => {
      const customer = await read(created.customerId);
      return ["synchronized", "failed"].includes(customer.syncState) && customer;
    });
    expect(ended).toMatchObject({ syncState: "synchronized", accountNumber: expect.stringMatching(/^00-/) });
  });

  it("S6: a copy that job 1010 brought stays synchronized while its operation is tried again", async () => {
    await faults([
      { match: createAtHeadquarters, ...unavailable, afterCommit: true, times: 1 },
      // The first attempt claims its number; no other one gets so far.
      { match: claimOfNumber, times: 1 },
      { match: claimOfNumber, ...unavailable },
    ]);
    const { customerId } = (await create("30")).body;
    await until("the first attempt", async () => (await read(customerId)).syncState === "pendingAccount");
    await runToItsEnd(administrator, "1010");
    expect(await read(customerId)).toMatchObject({ syncState: "synchronized" });
    await until("another attempt", async () => {
      const open = (await stored(environment).openOperations()) as { customerId: string; attempts: number }[];
      return open.some((operation) => operation.customerId === customerId && operation.attempts > 1);
    });
    expect(await read(customerId)).toMatchObject({ syncState: "synchronized" });
    await faults([]);
    await until("the operation is done", async () =>
      (await stored(environment).openOperations()).every(
        (operation) => (operation as { customerId: string }).customerId !== customerId,
      ),
    );
  });

  it("C6: a repeated key answers its customer, though headquarters would not admit another one like it", async () => {
    await distributeGroup("60");
    await until("headquarters and Houston know the group", async () => (await createAtOnce("60")).status === 201);
    const key = { "idempotency-key": "sixty" };
    const created = await createAtOnce("60", key);
    await administrator.delete(customerGroup("60"));
    await until("headquarters admits no other", async () => (await createAtOnce("60")).status === 409);
    expect(await createAtOnce("60", key)).toMatchObject({ status: 201, body: { customerId: created.body.customerId } });
  });
});
