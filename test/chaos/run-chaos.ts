import { setTimeout as delay } from "node:timers/promises";
import { oneOf, type Random, seededRandom } from "../bench/customers/random";
import { type Api, api } from "../environment/api";
import type { TestEnvironment } from "../environment/environment-in";
import { until } from "../environment/until";
import { comeToRest } from "./come-to-rest";
import { type Disturbed, disturb } from "./disturber";
import { till } from "./till";
import { verify } from "./verify";

export interface ChaosOptions {
  /** Decides what is done and spoiled; not how fast the machine is. */
  readonly seed: number;
  /** How long things go wrong. */
  readonly milliseconds: number;
  readonly tills: number;
  /** How long it may take until everything has come to rest. */
  readonly patienceMs: number;
}

export interface ChaosReport {
  readonly customers: number;
  /** First names and addresses that were answered. */
  readonly changes: number;
  readonly disturbed: Disturbed;
  readonly restMs: number;
  /** What is not as it was promised. */
  readonly faults: readonly string[];
}

/** The environment in which chaos is run. */
export const chaosEnvironment = {
  partitionKeyRanges: 3,
  settings: {
    HEADQUARTERS_DEADLINE_MS: "1200",
    CONFIGURATION_CACHE_SECONDS: "1",
    SIGNAL_GRACE_SECONDS: "2",
    SYNCHRONIZATION_FIRST_RETRY_MS: "200",
    SYNCHRONIZATION_LONGEST_RETRY_MS: "2000",
    HEADQUARTERS_BREAKER_PAUSE_MS: "500",
    JOB_LEASE_SECONDS: "5",
    JOB_P_0001_SCHEDULE: "*/5 * * * * *",
    JOB_1010_SCHEDULE: "*/5 * * * * *",
  },
};

/** Tills work and jobs run while everything around them breaks; then all that was promised must be there, once. */
export async function runChaos(
  environment: TestEnvironment,
  { seed, milliseconds, tills, patienceMs }: ChaosOptions,
): Promise<ChaosReport> {
  const administrator = api(environment, await environment.token.administrator());
  const channels = {
    houston: api(environment, await environment.token.worker("000160")),
    "san-francisco": api(environment, await environment.token.worker("000170")),
  };
  await enableAsyncChanges(administrator);
  const end = Date.now() + milliseconds;
  const isOver = () => Date.now() > end;
  const working = Array.from({ length: tills }, (_, index) =>
    till({ name: `k${seed}t${index}`, random: seededRandom(seed * 1_000 + index), channels }),
  );
  const [disturbed] = await Promise.all([
    disturb(environment, seededRandom(seed), isOver),
    runJobs(administrator, seededRandom(seed + 1), isOver),
    ...working.map(({ work }) => work(isOver)),
  ]);
  const calm = performance.now();
  await until("all dependencies are up", async () => (await ready(environment)) === 200);
  await comeToRest(administrator, patienceMs);
  const restMs = Math.round(performance.now() - calm);
  const customers = working.flatMap((one) => one.customers);
  const answered = customers.flatMap(({ firstNames, streets }) => [...firstNames.slice(1), ...streets]);
  return {
    customers: customers.length,
    changes: answered.filter((one) => one.answered).length,
    disturbed,
    restMs,
    faults: [...working.flatMap((one) => one.wrongAnswers), ...(await verify(channels, customers, administrator))],
  };
}

/** Pending customers are edited, and addresses are kept in the channel (F2, F3, F4). */
async function enableAsyncChanges(administrator: Api): Promise<void> {
  for (const id of ["enhancedAsyncCustomers", "asyncAddresses", "asyncCustomerEdits"]) {
    await administrator.put(`/headquarters/features/${id}`, { enabled: true });
  }
  const { headers } = await administrator.post("/headquarters/jobs/1110/runs", { mode: "delta" });
  const path = headers.get("location")?.replace("/api/v1", "") ?? "";
  await until("1110 has run", async () => (await administrator.get(path)).body.state === "succeeded");
}

/** Runs by hand meet those of the timers; what becomes of each is the jobs' matter. */
async function runJobs(administrator: Api, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const jobId = oneOf(random, ["P-0001", "1010", "1010", "1110"]);
    const mode = random() < 0.2 && jobId === "1010" ? "full" : "delta";
    await administrator.post(`/headquarters/jobs/${jobId}/runs`, { mode }).catch(() => undefined);
    await delay(500);
  }
}

const ready = async ({ baseUrl }: TestEnvironment) => (await fetch(`${baseUrl}/api/health/ready`)).status;
