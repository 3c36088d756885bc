import { masterKey } from "../../../local/environment/functions-host";
import type { Api } from "../../environment/api";
import type { TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { stored } from "./stored";

/**
 * Runs the P-job by hand, again and again, until every operation is done (S1). Its runs have ended then, so that they
 * disturb nothing that follows.
 */
export async function repairedByPJob(environment: TestEnvironment, administrator: Api, timeoutMs = 30_000) {
  const { copies, openOperations } = stored(environment);
  await until(
    "every operation is done",
    async () => {
      const [open, shown] = await Promise.all([openOperations(), copies()]);
      if (open.length === 0 && shown.every(({ syncState }) => syncState === "synchronized")) return true;
      await runToItsEnd(administrator, "P-0001");
      return false;
    },
    timeoutMs,
  );
}

/** Asks for a run, unless one is under way, and waits for its end. */
export async function runToItsEnd(administrator: Api, jobId: string): Promise<void> {
  const { headers } = await administrator.post(`/headquarters/jobs/${jobId}/runs`, { mode: "delta" });
  const location = headers.get("location")?.replace("/api/v1", "") ?? "";
  await until(`the end of ${location}`, async () => (await administrator.get(location)).body.endedAt !== null);
}

/** Has the timer tick that signals tasks whose signal was lost, or whose lease has run out. */
export async function resumeTasks({ baseUrl }: TestEnvironment): Promise<void> {
  const headers = { "x-functions-key": masterKey, "content-type": "application/json" };
  const { status } = await fetch(`${baseUrl}/admin/functions/resumeTasks`, { method: "POST", headers, body: "{}" });
  if (status !== 202) throw new Error(`The timer of tasks answered ${status}.`);
}

/** Lets tasks go on without whoever asked for them, until all have ended. */
export async function resumedByTimer(environment: TestEnvironment): Promise<void> {
  const { openTasks } = stored(environment);
  await until("every task has ended", async () => {
    if ((await openTasks()).length === 0) return true;
    await resumeTasks(environment);
    return false;
  });
}
