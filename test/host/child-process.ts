import { fork } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface Child {
  readonly port: number;
  /** Emulators have one. */
  readonly adminPort: number | undefined;
  /** Everything it has written so far, errors too. */
  output(): string;
  /** Resolves once that was written; rejects with the output when it takes longer than 20 s. */
  written(pattern: RegExp, times?: number): Promise<void>;
  /** Sends the signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

interface Ready {
  readonly port: number;
  readonly adminPort?: number;
}

export class ExitedEarly extends Error {
  readonly code: number | null;
  readonly output: string;

  constructor(code: number | null, output: string) {
    super(`exited with ${code}: ${output}`);
    this.code = code;
    this.output = output;
  }
}

/** Forks a compiled module and waits for its `{ ready: true, port }`. Rejects with `ExitedEarly` when it ends first. */
export async function startChild(module: string, env: Readonly<Record<string, string>>): Promise<Child> {
  const child = fork(resolve("dist", module), { env: { PATH: process.env["PATH"], ...env }, silent: true });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString("utf8");
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const { port, adminPort } = await new Promise<Ready>((resolve, reject) => {
    child.once("message", (message: Ready) => resolve(message));
    ended.then((code) => reject(new ExitedEarly(code, output)), reject);
  });
  return {
    port,
    adminPort,
    output: () => output,
    async written(pattern, times = 1) {
      const all = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
      const deadline = Date.now() + 20_000;
      while ([...output.matchAll(all)].length < times) {
        if (Date.now() > deadline) throw new Error(`${pattern} was not written ${times} times:\n${output}`);
        await wait(20);
      }
    },
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
