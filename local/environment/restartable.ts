import { type ChildOptions, type RunningChild, startChild } from "./child-process";

/** A process of the environment that can be stopped, killed, and started again on the port it had. */
export interface Restartable {
  readonly ready: RunningChild["ready"];
  stop(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function startRestartable(options: ChildOptions): Promise<Restartable> {
  let child = await startChild(options);
  const { ready } = child;
  const samePorts = { PORT: String(ready.port), ...(ready.adminPort ? { ADMIN_PORT: String(ready.adminPort) } : {}) };
  return {
    ready,
    stop: () => child.stop(),
    kill: () => child.kill(),
    start: async () => {
      child = await startChild({ ...options, environment: { ...options.environment, ...samePorts } });
    },
  };
}
