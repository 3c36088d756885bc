import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { cosmosControls, serviceBusControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { idleQueue } from "../crash/idle-queue";

const changeFeed = { method: "GET", path: "headquarters/colls/customers/docs" };
const forEver = 3_600_000;

describe("runs of a job", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let faults: (list: readonly object[]) => Promise<void>;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { JOB_LEASE_SECONDS: "3" } });
    administrator = api(environment, await environment.token.administrator());
    ({ faults } = cosmosControls(environment));
  });
  afterAll(() => environment?.stop());

  const ask = () => administrator.post("/headquarters/jobs/1010/runs", { mode: "delta" });
  const read = async (runId: string) => (await administrator.get(`/headquarters/jobs/1010/runs/${runId}`)).body;
  const inState = (runId: string, ...states: string[]) =>
    until(`run ${runId} is ${states.join(" or ")}`, async () => {
      const run = await read(runId);
      return states.includes(run.state) && run;
    });

  /** Starts a run that stands still, since headquarters does not answer it. */
  async function standingRun(): Promise<string> {
    await faults([{ match: changeFeed, delayMs: forEver }]);
    const { body } = await ask();
    await inState(body.runId, "running");
    return body.runId;
  }

  /** The broker too, since it forgets its locks then: what was not settled comes again at once. */
  async function startAgain(): Promise<void> {
    await environment.emulators.serviceBus.kill();
    await environment.emulators.serviceBus.start();
    await environment.functions.start();
  }

  it("J3: one that is asked for while another is under way is refused with its location", async () => {
    await faults([{ match: changeFeed, hold: true }]);
    const first = (await ask()).body.runId;
    await inState(first, "running");
    const second = await ask();
    expect(second).toMatchObject({ status: 409, body: { type: expect.stringMatching(/job-running$/) } });
    expect(second.headers.get("location")).toBe(`/api/v1/headquarters/jobs/1010/runs/${first}`);
    await faults([]);
    await inState(first, "succeeded");
  });

  it("J3: of those that are asked for at once one runs at a time, and each is recorded", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(answers.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
    const runs = await Promise.all(accepted.map(({ body }) => inState(body.runId, "succeeded", "failed")));
    expect(runs.some(({ state }) => state === "succeeded")).toBe(true);
    for (const run of runs.filter(({ state }) => state === "failed")) expect(run.error).toMatch(/is under way/);
  });

  it("J3: one that was killed is taken over, and recorded as failed", async () => {
    const killed = await standingRun();
    await environment.functions.kill();
    await faults([]);
    await environment.functions.start();
    const next = await until("the lease has run out", async () => {
      const answer = await ask();
      if (answer.status === 409) expect(answer.headers.get("location")).toContain(killed);
      return answer.status === 202 && answer.body.runId;
    });
    await inState(next, "succeeded");
    expect(await read(killed)).toMatchObject({ state: "failed", error: expect.stringMatching(/another took over/) });
  });

  it("J3: one that was killed is run again when its message comes again", async () => {
    const killed = await standingRun();
    await environment.functions.kill();
    await faults([]);
    await startAgain();
    await inState(killed, "succeeded");
    await idleQueue(environment);
  });

  it("J3: one that has ended is left alone when its message comes again", async () => {
    const serviceBus = serviceBusControls(environment);
    await serviceBus.faults([{ match: { operation: "settle", entity: "job-runs" }, drop: true, times: 1 }]);
    const ended = await inState((await ask()).body.runId, "succeeded");
    await environment.functions.kill();
    await startAgain();
    await idleQueue(environment);
    expect(await read(ended.runId)).toEqual(ended);
  });
});
