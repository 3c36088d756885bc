import { expect } from "vitest";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { slowest, slowestAsyncCreate, timed } from "./timed";

/** Ways in which headquarters' database can fail. */
export const failures = {
  "answers 503": { respond: { status: 503 } },
  throttles: { respond: { status: 429, retryAfterMs: 5_000 } },
  "hangs up": { drop: true },
  hangs: { delayMs: 60_000 },
} as const;

/** The usual deadline; short retries and a short pause, so that getting well again takes seconds. */
export const quickRecovery = {
  HEADQUARTERS_DEADLINE_MS: "1200",
  HEADQUARTERS_BREAKER_PAUSE_MS: "1000",
  SYNCHRONIZATION_FIRST_RETRY_MS: "200",
  SYNCHRONIZATION_LONGEST_RETRY_MS: "1000",
};

/**
 * C2 c: while headquarters fails, from the very first request of a host on, a sync store answers each create within two
 * seconds as `headquartersUnavailable`, and opens and finds its customers; when headquarters is back, they are numbered
 * by themselves, and a new customer is created at once again.
 */
export async function showFallback(environment: TestEnvironment, failure: keyof typeof failures): Promise<void> {
  const { faults } = cosmosControls(environment);
  const houston = api(environment, await environment.token.worker("000160"));
  await environment.functions.stop();
  await environment.functions.start();
  const ordinaryMs = await slowestAsyncCreate(environment);
  await environment.functions.stop();
  await faults([{ match: { path: "dbs/headquarters" }, ...failures[failure] }]);
  await environment.functions.start();

  const create = (index: number) => timed(() => houston.post("/channels/houston/customers", customer(failure, index)));
  const answers = [await create(0)];
  answers.push(...(await Promise.all(Array.from({ length: 32 }, (_, index) => create(1 + index)))));
  for (let index = 33; index < 38; index += 1) answers.push(await create(index));
  for (const { status, body } of answers) {
    expect({ status, reason: body.asyncReason }).toEqual({ status: 202, reason: "headquartersUnavailable" });
  }
  expect(slowest(answers)).toBeLessThan(2_000 + ordinaryMs);

  const ids = answers.map(({ body }) => String(body.customerId));
  await expectLocalWork(houston, ids, failure);
  await faults([]);
  await until("a create at once", async () => (await create(99)).status === 201, 10_000);
  await Promise.all(ids.map((id) => until(`the number of ${id}`, () => isNumbered(houston, id), 20_000)));
}

const customer = (failure: string, index: number) => ({
  firstName: `Fallback ${index}`,
  lastName: `Store-${failure.replaceAll(" ", "-")}`,
});

async function expectLocalWork(houston: Api, ids: readonly string[], failure: string): Promise<void> {
  const opened = await houston.get(`/channels/houston/customers/${ids[0]}`);
  expect(opened).toMatchObject({ status: 200, body: { accountNumberDisplay: "Pending sync" } });
  const name = customer(failure, 0).lastName;
  const found = await houston.get(`/channels/houston/customers?q=${name}&top=200`);
  expect(found.status).toBe(200);
  expect(found.body.items.map((hit: { customerId: string }) => hit.customerId)).toEqual(
    expect.arrayContaining([...ids]),
  );
}

async function isNumbered(houston: Api, customerId: string): Promise<boolean> {
  const { body } = await houston.get(`/channels/houston/customers/${customerId}`);
  return body.accountNumber !== null && body.syncState === "synchronized";
}
