import { setTimeout as delay } from "node:timers/promises";
import { configuration, enabledFeatures, externalIdOf, legalEntityIds, parameters } from "./organisation";

export interface SeedTarget {
  /** Of the functions, without a slash at its end. */
  readonly baseUrl: string;
  readonly administratorToken: string;
}

const downloadJobs = ["1040", "1060", "1070", "1090", "1110", "1150"];
const jobTimeoutMs = 60_000;

interface JobsAnswer {
  readonly items: readonly { readonly jobId: string; readonly lastRun: { readonly state: string } | null }[];
}

/**
 * Makes the seeded organisation as an administrator would, over HTTP, and runs the download jobs once. Does nothing
 * where that was done; a crash in the middle is made good by the next start.
 */
export async function seed({ baseUrl, administratorToken }: SeedTarget): Promise<void> {
  const call = caller(`${baseUrl}/api/v1/headquarters`, administratorToken);
  const waiting = await jobsNeverRun(call);
  if (waiting.length === 0) return;
  for (const [collection, byId] of Object.entries(configuration)) {
    await Promise.all(Object.entries(byId).map(([id, item]) => saveNew(call, collection, id, item)));
  }
  await Promise.all(legalEntityIds.map((id) => call("PUT", `/parameters?legalEntityId=${id}`, parameters)));
  await Promise.all(enabledFeatures.map((feature) => call("PUT", `/features/${feature}`, { enabled: true })));
  await Promise.all(waiting.map((jobId) => runToItsEnd(call, jobId)));
}

async function jobsNeverRun(call: Call): Promise<string[]> {
  const { items } = (await call("GET", "/jobs")) as JobsAnswer;
  return items
    .filter(({ jobId, lastRun }) => downloadJobs.includes(jobId) && lastRun?.state !== "succeeded")
    .map(({ jobId }) => jobId);
}

/** A number sequence that is in use already is left as it is: its next number only rises. */
async function saveNew(call: Call, collection: string, id: string, item: object): Promise<void> {
  if (collection === "number-sequences") {
    const { items } = (await call("GET", `/${collection}`)) as { items: readonly { readonly id: string }[] };
    if (items.some((present) => present.id === id)) return;
  }
  await call(
    "PUT",
    `/${collection}/${id}`,
    collection === "workers" ? { ...item, externalId: externalIdOf(id) } : item,
  );
}

async function runToItsEnd(call: Call, jobId: string): Promise<void> {
  const { runId } = (await call("POST", `/jobs/${jobId}/runs`, { mode: "full" })) as { runId: string };
  const deadline = Date.now() + jobTimeoutMs;
  for (;;) {
    const { state, error } = (await call("GET", `/jobs/${jobId}/runs/${runId}`)) as {
      state: string;
      error: string | null;
    };
    if (state === "succeeded") return;
    if (state === "failed" || Date.now() > deadline) throw new Error(`Job ${jobId} did not succeed: ${error ?? state}`);
    await delay(50);
  }
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

function caller(baseUrl: string, token: string): Call {
  return async (method, path, body) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
}
