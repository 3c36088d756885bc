import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { repairedByPJob } from "../crash/repair";
import { expectEachNumberedOnce, stored } from "../crash/stored";
import { secureFaults } from "./secure-controls";
import { slowest, slowestAsyncCreate, timed } from "./timed";

describe("while a dependency is down", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { SIGNAL_GRACE_SECONDS: "0.2", JOB_LEASE_SECONDS: "1" } });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());

  it("S1: without Service Bus an async create is answered within 2 s, and numbered when it is back", async () => {
    const ordinaryMs = await slowestAsyncCreate(environment);
    await environment.emulators.serviceBus.kill();
    const create = (lastName: string) =>
      timed(() => sanFrancisco.post("/channels/san-francisco/customers", { lastName }));
    const answers = [await create("Alone")];
    answers.push(...(await Promise.all(Array.from({ length: 32 }, (_, index) => create(`Together ${index}`)))));
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    expect(slowest(answers)).toBeLessThan(2_000 + ordinaryMs);

    await environment.emulators.serviceBus.start();
    await repairedByPJob(environment, administrator);
    const ids = (await stored(environment).atHeadquarters()).map(({ customerId }) => customerId);
    expect(ids).toEqual(expect.arrayContaining(answers.map(({ body }) => body.customerId)));
    await expectEachNumberedOnce(environment, ids);
  });

  it("without Key Vault only readiness says so", async () => {
    const keyVault = secureFaults(environment, "keyVault");
    await keyVault([{ drop: true }]);
    const ready = await fetch(`${environment.baseUrl}/api/health/ready`);
    const { dependencies } = (await ready.json()) as { dependencies: { name: string; state: string }[] };
    expect(ready.status).toBe(503);
    expect(dependencies.filter(({ state }) => state === "down").map(({ name }) => name)).toEqual(["keyVault"]);
    expect(await houston.post("/channels/houston/customers", { lastName: "Keyless" })).toMatchObject({ status: 201 });
    await keyVault([]);
    expect(await fetch(`${environment.baseUrl}/api/health/ready`)).toMatchObject({ status: 200 });
  });

  it("without Entra at the start requests are answered 503, and served when it is back", async () => {
    const entra = secureFaults(environment, "entra");
    await environment.functions.stop();
    await entra([{ drop: true }]);
    await environment.functions.start();
    const refused = await houston.get("/channels/houston/customers?q=keyless");
    expect(refused).toMatchObject({ status: 503, body: { type: expect.stringMatching(/dependency-unavailable$/) } });
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    await entra([]);
    expect(await houston.get("/channels/houston/customers?q=keyless")).toMatchObject({ status: 200 });
  });
});
