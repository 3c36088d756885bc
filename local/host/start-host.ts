import type { Server } from "node:http";
import { resolve } from "node:path";
import { type AppRegistry, appHookContext, appRegistry, runHooks } from "./app/app-registry";
import { installCoreModule } from "./app/core-module";
import { loadApp } from "./app/load-app";
import { gatheredLines } from "./gathered-lines";
import { readHostJson } from "./host-json";
import { type HostLog, hostLog } from "./host-log";
import { hostKeyCheck } from "./http/host-key";
import { httpServer, listen } from "./http/http-server";
import { streamForward } from "./http/stream-forward";
import { type Invoke, invoker } from "./invocation/invoke";
import { runByHand } from "./invocation/run-by-hand";
import { type RunningInvocations, runningInvocations } from "./invocation/running-invocations";
import { userLog } from "./invocation/user-log";
import { type QueueListener, startQueueListener } from "./service-bus/queue-listener";
import { sendSmallPacketsAtOnce } from "./service-bus/tcp-no-delay";
import type { Settings } from "./settings";
import { startTimer, type TimerListener } from "./timers/timer-listener";
import { readTriggers, type Triggers } from "./triggers";
import { within } from "./within";

export interface StartHost {
  /** Where the app's package.json and host.json are. */
  readonly directory: string;
  /** 0: any free one. */
  readonly port: number;
  /** Application settings. The app itself reads `process.env`, which is the default here. */
  readonly settings?: Settings;
  /** Opens functions with an authLevel, and `POST /admin/functions/{name}`. */
  readonly masterKey?: string | undefined;
  /** Where timers remember their last run. */
  readonly stateFolder: string;
  /** Gets each log line, with its end of line; standard output without it. */
  readonly log?: (line: string) => void;
  /** How long closing waits for what still runs. */
  readonly drainTimeoutMs?: number;
}

export interface RunningHost {
  readonly port: number;
  /** Names of the functions that can be woken. */
  readonly functions: readonly string[];
  /** Takes no new work, waits (bounded) for what runs, then runs the app's terminate hooks. */
  close(): Promise<void>;
}

interface Listeners {
  readonly timers: Map<string, TimerListener>;
  readonly queues: QueueListener[];
}

// Azure's own limit for request bodies, where the setting does not say otherwise.
const defaultBodyLimitBytes = 210_000_000;
const defaultDrainTimeoutMs = 10_000;
// Taking leave of a broker that is gone can take for ever.
const connectionCloseTimeoutMs = 2_000;

/** Runs a built Functions app in this process. A harness for development and tests; once per process. */
export async function startHost(options: StartHost): Promise<RunningHost> {
  const { settings = process.env, masterKey, stateFolder } = options;
  const directory = resolve(options.directory);
  const hostJson = readHostJson(directory, settings);
  const log = hostLog(hostJson, options.log ?? gatheredLines((text) => process.stdout.write(text)));
  const registry = appRegistry();
  installCoreModule(registry, (level, _category, message) => log.write(level, message));
  const capabilities = await loadApp(directory, registry);
  const triggers = readTriggers(registry, hostJson, settings, stateFolder);

  const running = runningInvocations();
  const run = invoker(registry, userLog(registry, log));
  const invoke: Invoke = (target, trigger) => running.track(run(target, trigger));
  const bodyLimitBytes = Number(settings["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] ?? defaultBodyLimitBytes);
  const libraryUri = capabilities["HttpUri"];
  const listeners: Listeners = { timers: new Map(), queues: [] };
  const server = httpServer({
    functions: triggers.http,
    invoke,
    stream: libraryUri ? streamForward(libraryUri, invoke, bodyLimitBytes) : undefined,
    bodyLimitBytes,
    adminOpen: Boolean(masterKey),
    hasKey: hostKeyCheck(masterKey),
    runByHand: runByHand(triggers, listeners.timers, invoke),
    log,
  });
  const port = await listen(server, options.port);
  for (const timer of triggers.timers) listeners.timers.set(timer.name, await startTimer(timer, invoke, log));
  if (triggers.queues.length > 0) sendSmallPacketsAtOnce();
  for (const queue of triggers.queues) listeners.queues.push(startQueueListener(queue, invoke, log));

  const functions = functionNames(triggers);
  log.write(
    "information",
    `The local Functions host (not Azure's) runs ${functions.length} functions on port ${port}.`,
  );
  if (triggers.disabled.length > 0) log.write("warning", `Switched off by settings: ${triggers.disabled.join(", ")}.`);
  const drainTimeoutMs = options.drainTimeoutMs ?? defaultDrainTimeoutMs;
  return { port, functions, close: () => close(server, listeners, running, registry, drainTimeoutMs, log) };
}

function functionNames({ http, timers, queues }: Triggers): string[] {
  return [...http.map(({ functionName }) => functionName), ...[...timers, ...queues].map(({ name }) => name)];
}

async function close(
  server: Server,
  listeners: Listeners,
  running: RunningInvocations,
  registry: AppRegistry,
  drainTimeoutMs: number,
  log: HostLog,
): Promise<void> {
  // Node closes connections that are idle now, and lets those that become idle live on.
  const closeIdle = setInterval(() => server.closeIdleConnections(), 20);
  const serverClosed = new Promise((done) => server.close(done)).finally(() => clearInterval(closeIdle));
  const stopped = [...listeners.timers.values(), ...listeners.queues].map((listener) => listener.stop());
  const inTime = await within(drainTimeoutMs, Promise.all([...stopped, running.settled(), serverClosed]));
  if (!inTime) log.write("warning", `Closing without what still runs after ${drainTimeoutMs} ms.`);
  server.closeAllConnections();
  await within(connectionCloseTimeoutMs, Promise.all(listeners.queues.map((listener) => listener.close())));
  await new Promise(setImmediate); // the lines of this turn are written before what the hooks write
  await runHooks(registry.hooks.appTerminate, appHookContext(registry));
}
