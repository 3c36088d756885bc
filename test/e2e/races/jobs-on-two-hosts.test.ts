import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { masterKey } from "../../../local/environment/functions-host";
import { type JobRun, jobNames } from "../../../shared/jobs";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { type AnotherHost, startAnotherHost } from "./another-host";

/** How long each run takes at least, and how much of it two runs may seem to share: a run begins before it has the lease. */
const runMs = 2_000;
const toleranceMs = 1_000;

describe("jobs whose timers tick on two hosts at once", () => {
  let environment: TestEnvironment;
  let other: AnotherHost;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment();
    administrator = api(environment, await environment.token.administrator());
    other = await startAnotherHost(environment);
  }, 60_000);
  afterAll(async () => {
    await other?.stop();
    await environment?.stop();
  });

  const tick = ({ baseUrl }: { baseUrl: string }, jobId: string) =>
    fetch(`${baseUrl}/admin/functions/job-${jobId}`, {
      method: "POST",
      headers: { "x-functions-key": masterKey, "content-type": "application/json" },
      body: "{}",
    });
  const runsOf = async (jobId: string): Promise<JobRun[]> =>
    (await administrator.get(`/headquarters/jobs/${jobId}/runs`)).body.items.filter(
      ({ trigger }: JobRun) => trigger === "timer",
    );

  it("J3: no job runs twice at once, and every one runs", async () => {
    const slow = (match: object) => ({ match, delayMs: runMs });
    await cosmosControls(environment).faults([
      slow({ method: "GET", path: "headquarters/colls/configuration/docs" }),
      slow({ method: "POST", path: "channels/colls/customers/docs" }),
    ]);
    const jobIds = Object.keys(jobNames);
    const ticks = jobIds.flatMap((jobId) => [tick(environment, jobId), tick(other, jobId)]);
    expect((await Promise.all(ticks)).map(({ status }) => status)).toEqual(ticks.map(() => 202));
    for (const jobId of jobIds) {
      const runs = await until(`the end of ${jobId}`, async () => {
        const recorded = await runsOf(jobId);
        return recorded.length > 0 && recorded.every(({ endedAt }) => endedAt !== null) && recorded;
      });
      expect(runs.map(({ state }) => state)).toEqual(runs.map(() => "succeeded"));
      const [later, earlier] = runs;
      if (!later?.startedAt || !earlier?.endedAt) continue;
      expect(Date.parse(later.startedAt)).toBeGreaterThan(Date.parse(earlier.endedAt) - toleranceMs);
    }
    await cosmosControls(environment).faults([]);
  }, 60_000);
});
