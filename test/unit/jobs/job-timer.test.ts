import type { InvocationContext, Timer } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { jobTimer } from "../../../functions/jobs/job-timer";
import type { Services } from "../../../functions/services";
import { Failure } from "../../../shared/failure";
import { recordingLog } from "../log";

/** Has the timer of a job tick, and answers the runs that it asked for and what it logged. */
async function tick(jobId: "1010" | "1090", isPastDue: boolean, fault?: Error) {
  const runs: unknown[] = [];
  const log = recordingLog();
  const runJob = async (request: unknown) => {
    runs.push(request);
    if (fault) throw fault;
  };
  const services = { runJob, log, switchedOffJobs: new Set(["1090"]) } as unknown as Services;
  const { handler, schedule } = jobTimer(jobId, services);
  await handler({ isPastDue } as Timer, {} as InvocationContext);
  return { runs, events: log.events, schedule };
}

describe("the timer of a job", () => {
  it("J2, J4: runs a delta, on the schedule that the settings say", async () => {
    const { runs, schedule } = await tick("1010", false);
    expect(runs).toEqual([{ jobId: "1010", mode: "delta", trigger: "timer", actor: "system" }]);
    expect(schedule).toBe("%JOB_1010_SCHEDULE%");
  });

  it("J4: does nothing when the job is switched off", async () => {
    expect((await tick("1090", true)).runs).toEqual([]);
  });

  it("J2: a tick that comes late runs all the same, and says so", async () => {
    const { runs, events } = await tick("1010", true);
    expect(runs).toHaveLength(1);
    expect(events).toContain("job.past-due");
  });

  it("J3: while headquarters is away the next tick tries again; anything unforeseen fails the invocation", async () => {
    const away = await tick("1010", false, new Failure("headquarters-unavailable", "Away."));
    expect(away.events).toEqual(["job.headquarters-unavailable"]);
    await expect(tick("1010", false, new Error("Unforeseen."))).rejects.toThrow("Unforeseen.");
  });
});
