import { describeError } from "../describe-error";
import type { HostLog } from "../host-log";
import type { Invoke } from "../invocation/invoke";
import { type ScheduleStatus, statusAfterRun, statusAtStart } from "./schedule-monitor";
import type { TimerFunction } from "./timer-function";
import { runTimer } from "./timer-run";

export interface TimerListener {
  /** Runs now, or after the run that is under way. */
  runByHand(): void;
  /** Starts no run any more; resolves when the last one has ended and is recorded. */
  stop(): Promise<void>;
}

const longestTimeoutMs = 2 ** 31 - 1;

/** Runs one timer on its schedule, one run at a time. A run that was missed while no host lived comes at once. */
export async function startTimer(timer: TimerFunction, invoke: Invoke, log: HostLog): Promise<TimerListener> {
  const { schedule, monitor } = timer;
  const begun = new Date();
  const stored = await monitor?.read();
  let status: ScheduleStatus = statusAtStart(stored, schedule, begun);
  if (status !== stored) await monitor?.write(status);
  let stopped = false;
  let timeout: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(() => (stopped ? undefined : work()));
  };
  const run = (isPastDue: boolean) => runTimer(timer, { isPastDue, status: monitor ? status : undefined }, invoke);
  const occur = (kind: "scheduled" | "pastDue" | "startup") =>
    inTurn(async () => {
      const started = new Date();
      await run(kind === "pastDue");
      status = statusAfterRun(status, schedule, started, kind === "scheduled");
      await monitor?.write(status).catch((error: unknown) => log.write("error", describeError(error)));
      waitForNext();
    });
  const waitForNext = () => {
    const waitMs = Math.max(Date.parse(status.next) - Date.now(), 0);
    if (stopped) return;
    timeout =
      waitMs > longestTimeoutMs
        ? setTimeout(waitForNext, longestTimeoutMs)
        : setTimeout(() => occur("scheduled"), waitMs);
  };

  if (begun > new Date(status.next)) occur("pastDue");
  else if (timer.runOnStartup) occur("startup");
  else waitForNext();
  return {
    runByHand: () => inTurn(() => run(false)),
    async stop() {
      stopped = true;
      clearTimeout(timeout);
      await turn;
    },
  };
}
