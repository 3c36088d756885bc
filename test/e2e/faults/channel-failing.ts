import { expect } from "vitest";
import { type Answer, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";
import { createAsPointOfSale } from "../crash/point-of-sale";
import { repairedByPJob, runToItsEnd } from "../crash/repair";
import { expectEachNumberedOnce, stored } from "../crash/stored";
import { failures } from "./headquarters-failing";

/** For settings: the P-job finds an operation at once. */
export const quickRepair = { SIGNAL_GRACE_SECONDS: "0.2", JOB_LEASE_SECONDS: "1" };

/**
 * While the channel database fails, what needs it is answered 503 with `Retry-After`, never 500, and nothing is half
 * made: afterwards a repeated key makes its customer, once.
 */
export async function showUnavailable(environment: TestEnvironment, name: keyof typeof failures): Promise<void> {
  const { faults } = cosmosControls(environment);
  const houston = api(environment, await environment.token.worker("000160"));
  const sanFrancisco = api(environment, await environment.token.worker("000170"));
  const administrator = api(environment, await environment.token.administrator());
  await repairedByPJob(environment, administrator);
  const others = (await stored(environment).atHeadquarters()).map(({ customerId }) => customerId);
  const before = await createAsPointOfSale(houston, "houston/customers", { lastName: "Before" }, `${name} before`);

  await faults([{ match: { path: "dbs/channels" }, ...failures[name] }]);
  const key = (text: string) => ({ "idempotency-key": `${name} ${text}` });
  const answers = await Promise.all([
    houston.post("/channels/houston/customers", { lastName: "Sync" }, key("sync")),
    sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Async" }, key("async")),
    houston.get(`/channels/houston/customers/${before.body.customerId}`),
    houston.get(`/channels/houston/customers/${before.body.accountNumber}`),
    houston.get("/channels/houston/customers?q=before"),
  ]);
  for (const answer of answers) expectUnavailable(answer);
  // Without a key nothing has to be looked up: headquarters makes the customer, and job 1010 brings its copy.
  const keyless = await houston.post("/channels/houston/customers", { lastName: "Keyless" });
  expect(keyless.status).toBe(201);

  await faults([]);
  const made = [
    before,
    keyless,
    await createAsPointOfSale(houston, "houston/customers", { lastName: "Sync" }, `${name} sync`),
    await createAsPointOfSale(sanFrancisco, "san-francisco/customers", { lastName: "Async" }, `${name} async`),
  ];
  await runToItsEnd(administrator, "1010");
  await repairedByPJob(environment, administrator);
  await expectEachNumberedOnce(environment, [...others, ...made.map(({ body }) => String(body.customerId))]);
}

function expectUnavailable({ status, body, headers }: Answer): void {
  expect({ status, type: body.type }).toEqual({
    status: 503,
    type: expect.stringMatching(/channel-database-unavailable$/),
  });
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("retry-after")).toMatch(/^\d+$/);
}
