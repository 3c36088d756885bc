import { AsyncLocalStorage } from "node:async_hooks";
import type { Log, LogFields } from "./log";

/** What the runtime offers a running function: its id, and lines that carry it. */
export interface Invocation {
  readonly invocationId: string;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

const current = new AsyncLocalStorage<{ invocation: Invocation; correlationId: string }>();

/** Runs `work` so that what it logs carries this invocation and correlation id. */
export function withInvocation<Answer>(invocation: Invocation, correlationId: string, work: () => Answer): Answer {
  return current.run({ invocation, correlationId }, work);
}

/** The id of the running invocation; empty outside one. */
export const invocationId = () => current.getStore()?.invocation.invocationId ?? "";

/** Runs what goes on after the answer: the runtime wants no lines of an invocation that has ended. */
export function outsideInvocation<Answer>(work: () => Answer): Answer {
  return current.exit(work);
}

/** Events as one JSON line each, through the running invocation, or to the console outside one; each names its trace. */
export function invocationLog(traceIdHere: () => string | undefined = () => undefined): Log {
  const write = (level: "info" | "warn" | "error", event: string, fields: LogFields = {}) => {
    const running = current.getStore();
    const traceId = traceIdHere();
    const ids = { ...(running && { correlationId: running.correlationId }), ...(traceId && { traceId }) };
    const line = JSON.stringify({ event, ...ids, ...fields });
    (running?.invocation ?? console)[level](line);
  };
  return {
    info: (event, fields) => write("info", event, fields),
    warn: (event, fields) => write("warn", event, fields),
    error: (event, fields) => write("error", event, fields),
  };
}
