import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAsPointOfSale, inParallel } from "../e2e/crash/point-of-sale";
import { repairedByPJob } from "../e2e/crash/repair";
import { expectEachNumberedOnce } from "../e2e/crash/stored";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";

interface Part {
  kill(): Promise<void>;
  start(): Promise<void>;
}

describe("kill -9 in the middle of 300 async creates", () => {
  let environment: TestEnvironment;
  let sanFrancisco: Api;
  let administrator: Api;
  const customerIds: string[] = [];

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { SIGNAL_GRACE_SECONDS: "1", JOB_LEASE_SECONDS: "2" } });
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());

  const parts: [name: string, part: () => Part][] = [
    ["functions host", () => environment.functions],
    ["broker", () => environment.emulators.serviceBus],
    ["gateway", () => environment.emulators.cosmos],
  ];

  it.each(parts)("S3: of the %s: none is lost, none doubled", async (name, part) => {
    let answered = 0;
    let restarted: Promise<void> | undefined;
    const answers = await inParallel(300, 16, async (index) => {
      const body = { firstName: `Customer ${index}`, lastName: "Kill" };
      const answer = await createAsPointOfSale(sanFrancisco, "san-francisco/customers", body, `${name} ${index}`);
      answered += 1;
      if (answered === 100) restarted = restart(part());
      return answer;
    });
    await restarted;
    expect(answers.filter(({ status }) => status !== 201 && status !== 202)).toEqual([]);
    customerIds.push(...answers.map(({ body }) => body.customerId));
    expect(new Set(customerIds).size).toBe(customerIds.length);
    await repairedByPJob(environment, administrator, 60_000);
    await expectEachNumberedOnce(environment, customerIds);
  });

  async function restart(part: Part): Promise<void> {
    await part.kill();
    await part.start();
  }
});
