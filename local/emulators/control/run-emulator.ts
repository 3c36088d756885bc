export interface RunningEmulator {
  /** The port it really listens on (asked for 0: any free one). */
  readonly port: number;
  /** Where its faults and counts are, if they are on a port of their own. */
  readonly adminPort?: number;
  /** The ports of each part, when one process runs several emulators. */
  readonly ports?: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/**
 * Runs one emulator as a process: starts it, tells the parent process (`{ ready: true, port, adminPort? }` over IPC,
 * when there is one), and closes it in order on SIGTERM, SIGINT, or when the parent goes away.
 */
export async function runEmulator(name: string, start: () => Promise<RunningEmulator>): Promise<void> {
  const emulator = await start().catch((error: unknown) => {
    console.error(`${name} could not start:`, error);
    process.exit(1);
  });
  const stop = () => {
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`${name}: could not close in order`, error);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
  const { port, adminPort, ports } = emulator;
  if (process.send) process.send({ ready: true, port, adminPort, ports });
  else console.log(`${name} listens on port ${port}`);
}

/** An environment variable that must be there; ends the process with a clear message otherwise. */
export function requiredEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    console.error(`The environment variable ${name} must be set.`);
    process.exit(2);
  }
  return value;
}
