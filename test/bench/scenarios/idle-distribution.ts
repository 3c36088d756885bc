import { setTimeout as delay } from "node:timers/promises";
import { masterKey } from "../../../local/environment/functions-host";
import { closedLoop } from "../load/load-generator";
import { measure } from "./measure";
import type { Scenario, ScenarioContext } from "./scenario";

const mostRuns = 50;
/** A first run brings everything that there is. */
const longestRunMs = 30 * 60_000;

/**
 * 1010, a delta with nothing changed, by its timer (J2): what a run costs each minute however many customers there are.
 * It looks once at each physical partition of headquarters, and at no channel database group.
 */
export const idleDistribution: Scenario = {
  name: "idleDistribution",
  async run(context) {
    const { operations = mostRuns } = context;
    await bringEverything(context);
    await timedRun(context);
    const once = async () => {
      await timedRun(context);
      return true as const;
    };
    const bounds = { connections: 1, operations: Math.min(operations, mostRuns) };
    const { measured, figures } = await measure(context, () => closedLoop(once, bounds));
    return { figures, faults: measured.examples };
  },
};

/** Brings what has changed so far, whatever that takes. */
async function bringEverything({ environment: { tokens }, host: { baseUrl } }: ScenarioContext): Promise<void> {
  const headers = { authorization: `Bearer ${await tokens.administrator()}`, "content-type": "application/json" };
  const url = `${baseUrl}/api/v1/headquarters/jobs/1010/runs`;
  const asked = await fetch(url, { method: "POST", headers, body: '{"mode":"delta"}' });
  const location = asked.headers.get("location");
  if (asked.status !== 202 || location === null) throw new Error(`A run of 1010 was not taken: ${asked.status}.`);
  const deadline = Date.now() + longestRunMs;
  for (;;) {
    const run = (await (await fetch(`${baseUrl}${location}`, { headers })).json()) as Record<string, unknown>;
    if (run["state"] === "succeeded") return;
    if (run["state"] === "failed" || Date.now() > deadline) throw new Error(`1010: ${JSON.stringify(run)}`);
    await delay(100);
  }
}

/** Has the timer tick, and waits until the run has given its lease back: with nothing to do it writes twice. */
async function timedRun({ environment: { gateway }, host: { baseUrl } }: ScenarioContext): Promise<void> {
  const writes = async () => (await gateway.counts()).operations["headquarters/jobs batch"]?.count ?? 0;
  const before = await writes();
  const headers = { "x-functions-key": masterKey, "content-type": "application/json" };
  const ticked = await fetch(`${baseUrl}/admin/functions/job-1010`, { method: "POST", headers, body: "{}" });
  if (ticked.status !== 202) throw new Error(`The timer of 1010 answered ${ticked.status}.`);
  const deadline = Date.now() + 30_000;
  while ((await writes()) < before + 2) {
    if (Date.now() > deadline) throw new Error("A run of 1010 with nothing to do did not end.");
    await delay(2);
  }
}
