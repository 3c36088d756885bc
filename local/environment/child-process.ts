import { type ChildProcess, fork } from "node:child_process";

/** What a process says of itself when it is ready. */
interface ReadyMessage {
  readonly port: number;
  readonly adminPort?: number;
  readonly ports?: Readonly<Record<string, number>>;
}

export interface RunningChild {
  readonly process: ChildProcess;
  readonly ready: ReadyMessage;
  /** Ends it in order; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash does (SIGKILL); resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  /** The built entry. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[] | undefined;
  /** Where its lines go; without it, to this process's own output. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Starts a process of the environment and waits until it says that it is ready. */
export async function startChild({
  name,
  entry,
  environment,
  nodeOptions = [],
  onLine,
}: ChildOptions): Promise<RunningChild> {
  const child = fork(entry, {
    env: { ...process.env, ...environment },
    execArgv: [...nodeOptions],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // In a group of its own: a terminal's Ctrl-C reaches the parent alone, which stops its children in order.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = forwardLines(child, onLine ?? ((line) => console.log(line)));
  const ready = await new Promise<ReadyMessage>((resolve, reject) => {
    child.once("message", (message) => resolve(message as ReadyMessage));
    child.once("exit", (code, signal) =>
      reject(new Error(`${name} ended before it was ready (${signal ?? code}).\n${lines()}`)),
    );
  });
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    process: child,
    ready,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Passes the child's output on, line by line; answers the last lines, for an error. */
function forwardLines(child: ChildProcess, onLine: (line: string) => void): () => string {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        last.push(line);
        if (last.length > 20) last.shift();
        onLine(line);
      }
    });
  }
  return () => last.join("\n");
}
