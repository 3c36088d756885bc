import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { quickRecovery } from "./headquarters-failing";

const creates = 12;

describe("headquarters with few request units", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: quickRecovery, partitionKeyRanges: 2 });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
  }, 60_000);
  afterAll(() => environment?.stop());

  it("C2 c, S3: creates go on in every store, nobody is lost, and headquarters is asked no more than it can bear", async () => {
    const { requestUnits, resetCounts, counts } = cosmosControls(environment);
    await requestUnits({ headquarters: 50 });
    await resetCounts();
    const create = (channel: string, caller: Api, index: number) =>
      caller.post(`/channels/${channel}/customers`, { firstName: `Budget ${index}`, lastName: "Throttled" });
    const answers = await Promise.all(
      Array.from({ length: creates }, (_, index) => [
        create("houston", houston, index),
        create("san-francisco", sanFrancisco, index),
      ]).flat(),
    );
    expect(answers.filter(({ status }) => status !== 201 && status !== 202)).toEqual([]);
    expect(answers.filter(({ body }) => body.asyncReason === "headquartersUnavailable").length).toBeGreaterThan(0);

    const numbers = await Promise.all(
      answers.map(({ body }, index) => {
        const [channel, caller] = index % 2 === 0 ? ["houston", houston] : ["san-francisco", sanFrancisco];
        return until(`the number of ${body.customerId}`, async () => {
          const path = `/channels/${channel}/customers/${body.customerId}`;
          return String((await (caller as Api).get(path)).body.accountNumber ?? "") || undefined;
        });
      }),
    );
    expect(new Set(numbers).size).toBe(2 * creates);
    const { operations } = await counts();
    // Twice for each customer would be no throttling at all; a consumer that does not slow itself asks without end.
    expect(operations["headquarters/customers batch"]?.count).toBeLessThan(2 * creates * 10);
    await requestUnits({});
  }, 60_000);
});
