import { CosmosClient } from "@azure/cosmos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wellKnownKey } from "../../local/emulators/cosmos";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

const sequence = { format: "S-######", next: 1, smallest: 1, largest: 2, blockSize: 1 };
const path = "/headquarters/number-sequences/short";

describe("a number sequence that comes to its end, or goes back", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let houston: Api;
  let sanFrancisco: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "1" } });
    administrator = api(environment, await environment.token.administrator());
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    await administrator.put(path, sequence);
    const parameters = "/headquarters/parameters?legalEntityId=usrt";
    const { body } = await administrator.get(parameters);
    await administrator.put(parameters, { ...body, customerAccountSequenceId: "short" });
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = () => houston.post("/channels/houston/customers", { lastName: "Numbered" });
  const number = async () => (await create()).body.accountNumber as string;
  const asyncOperation = async (customerId: string) =>
    (await administrator.get(`/headquarters/async-operations?customerId=${customerId}`)).body.items[0];

  it("S7: then sync creates answer 503, and async ones fail with the reason and can be synchronized again", async () => {
    const given = new Set<string>();
    await until("headquarters takes the new sequence", async () => {
      const { status, body } = await create();
      if (body.accountNumber?.startsWith("S-")) given.add(body.accountNumber);
      return status === 503;
    });
    expect(given).toEqual(new Set(["S-000001", "S-000002"]));
    const refused = await create();
    expect(refused.status).toBe(503);
    expect(refused.body.type).toMatch(/number-sequence-exhausted$/);
    expect(refused.headers.get("retry-after")).toBeTruthy();

    const kept = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Kept" });
    expect(kept.status).toBe(202);
    const failed = await until("its operation fails", async () => {
      const operation = await asyncOperation(kept.body.customerId);
      return operation?.state === "failed" && operation;
    });
    expect(failed.lastError).toMatch(/short is exhausted/);

    const enlarged = { ...sequence, next: 3, largest: 999_999, blockSize: 5 };
    expect((await administrator.put(path, enlarged)).status).toBe(200);
    await administrator.post(`/headquarters/async-operations/${failed.operationId}/synchronize`, {});
    const { accountNumber } = await until("its number", async () => {
      const { body } = await sanFrancisco.get(`/channels/san-francisco/customers/${kept.body.customerId}`);
      return body.syncState === "synchronized" && body;
    });
    expect(given.has(accountNumber)).toBe(false);
  });

  it("S7: numbers go on above what next was raised to, and never repeat when it was rolled back", async () => {
    const { remaining: _, warnings: __, id: ___, ...present } = (await administrator.get(path)).body;
    expect((await administrator.put(path, { ...present, next: 500 })).status).toBe(200);
    const numbers: string[] = [];
    await until("a number of the raised sequence", async () => {
      numbers.push(await number());
      return numbers.at(-1) === "S-000500";
    });
    for (let more = 0; more < 5; more += 1) numbers.push(await number());

    await rollBack(500);
    await environment.functions.kill();
    await environment.functions.start();
    for (let more = 0; more < 8; more += 1) numbers.push(await number());
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  /** As a restore of headquarters' database would, past the product. */
  async function rollBack(next: number): Promise<void> {
    const endpoint = `http://localhost:${environment.emulators.ports.cosmos}`;
    const client = new CosmosClient({ endpoint, key: wellKnownKey });
    const container = client.database("headquarters").container("configuration");
    await container
      .item("number-sequences:short", "headquarters")
      .patch([{ op: "set", path: "/item/next", value: next }]);
    client.dispose();
  }
});
