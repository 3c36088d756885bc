import { setTimeout as delay } from "node:timers/promises";
import {
  configuration,
  customerInsights,
  enabledFeatures,
  externalIdOf,
  legalEntityIds,
  parameters,
} from "./organisation";

const insightsConnectionFields = ["endpoint", "tenantId", "clientId", "secretName", "instanceId"] as const;

export interface SeedTarget {
  /** Of the functions, without a slash at its end. */
  readonly baseUrl: string;
  readonly administratorToken: string;
  /** Where the local Customer Insights is, and as whom it is called. */
  readonly insightsConnection: Readonly<Record<(typeof insightsConnectionFields)[number], string>>;
}

const downloadJobs = ["1010", "1040", "1060", "1070", "1090", "1110", "1150"];
const jobTimeoutMs = 60_000;

interface Items<Item> {
  readonly items: readonly Item[];
}

/**
 * Makes the seeded organisation as an administrator would, over HTTP, and runs the download jobs once. The channels
 * come last: where they are, all else is, and nothing that an administrator has changed since is touched.
 */
export async function seed({ baseUrl, administratorToken, insightsConnection }: SeedTarget): Promise<void> {
  const call = caller(baseUrl, administratorToken);
  const { channels = {}, ...others } = configuration;
  const present = await call<Items<{ id: string }>>("GET", "/api/v1/headquarters/channels");
  const isNew = Object.keys(channels).some((id) => present.items.every((channel) => channel.id !== id));
  if (isNew) {
    for (const [collection, byId] of Object.entries(others)) await save(call, collection, byId);
    await Promise.all(
      legalEntityIds.map((id) => call("PUT", `/api/v1/headquarters/parameters?legalEntityId=${id}`, parameters)),
    );
    for (const id of enabledFeatures) await call("PUT", `/api/v1/headquarters/features/${id}`, { enabled: true });
    await call("PUT", "/api/v1/headquarters/customer-insights", { ...customerInsights, ...insightsConnection });
    await save(call, "channels", channels);
  }
  const hasMoved = !isNew && (await followInsights(call, insightsConnection.endpoint));
  const { items } = await call<Items<{ jobId: string; lastRun: object | null }>>("GET", "/api/v1/headquarters/jobs");
  // A timer that ticked amid the seeding has run its job on half an organisation: that run does not count.
  const isDue = (jobId: string) => isNew || (hasMoved && jobId === "1110");
  const due = items.filter(({ jobId, lastRun }) => downloadJobs.includes(jobId) && (isDue(jobId) || lastRun === null));
  await Promise.all(due.map(({ jobId }) => runToItsEnd(call, jobId)));
}

/** Local Customer Insights may have another port than when it was seeded; whether it has. */
async function followInsights(call: Call, endpoint: string): Promise<boolean> {
  const path = "/api/v1/headquarters/customer-insights";
  const answer = await call<Record<string, unknown>>("GET", path);
  const isLocal = /^http:\/\/localhost:\d+$/.test(String(answer["endpoint"]));
  if (!isLocal || answer["endpoint"] === endpoint) return false;
  const fields = [...Object.keys(customerInsights), ...insightsConnectionFields];
  const settings = Object.fromEntries(fields.map((field) => [field, answer[field]]));
  await call("PUT", path, { ...settings, endpoint });
  return true;
}

/** A number sequence that is there already is left as it is: its next number only rises. */
async function save(call: Call, collection: string, byId: Readonly<Record<string, object>>): Promise<void> {
  const path = `/api/v1/headquarters/${collection}`;
  const { items } = collection === "number-sequences" ? await call<Items<{ id: string }>>("GET", path) : { items: [] };
  const missing = Object.entries(byId).filter(([id]) => items.every((item) => item.id !== id));
  await Promise.all(
    missing.map(([id, item]) =>
      call("PUT", `${path}/${id}`, collection === "workers" ? { ...item, externalId: externalIdOf(id) } : item),
    ),
  );
}

interface Run {
  readonly runId: string;
  readonly state: string;
  readonly error: string | null;
}

async function runToItsEnd(call: Call, jobId: string): Promise<void> {
  const path = `/api/v1/headquarters/jobs/${jobId}/runs`;
  const deadline = Date.now() + jobTimeoutMs;
  const { runId } = await requestRun(call, path, deadline);
  for (;;) {
    const { state, error } = await call<Run>("GET", `${path}/${runId}`);
    if (state === "succeeded") return;
    if (state === "failed" || Date.now() > deadline) throw new Error(`Job ${jobId} did not succeed: ${error ?? state}`);
    await delay(50);
  }
}

/** The job's timer may be at work: its run is waited for, since it may have begun before all was there. */
async function requestRun(call: Call, path: string, deadline: number): Promise<Run> {
  for (;;) {
    try {
      return await call<Run>("POST", path, { mode: "full" });
    } catch (error) {
      if (!String(error).includes("answered 409") || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

type Call = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

function caller(baseUrl: string, token: string): Call {
  return async <Answer>(method: string, path: string, body?: object) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}
