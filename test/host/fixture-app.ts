import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { type Child, ExitedEarly, startChild } from "./child-process";

export interface FixtureApp {
  readonly main?: string;
  readonly hostJson?: object;
  /** By path; a string alone is index.js. */
  readonly files: Readonly<Record<string, string>> | string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningApp extends Child {
  readonly url: string;
  readonly directory: string;
}

export const masterKey = "the-master-key";

/** Writes an app to a temporary folder; it finds this project's `@azure/functions`. */
export function writeApp({ main = "index.js", hostJson = {}, files }: FixtureApp): string {
  const directory = mkdtempSync(join(tmpdir(), "regulars-host-"));
  symlinkSync(resolve("node_modules"), join(directory, "node_modules"));
  const all = typeof files === "string" ? { "index.js": files } : files;
  const written: Record<string, string> = {
    "package.json": JSON.stringify({ main }),
    "host.json": JSON.stringify({ version: "2.0", ...hostJson }),
    ...all,
  };
  for (const [path, text] of Object.entries(written)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

export async function runApp(directory: string, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const child = await startChild("local/host/main.js", {
    PORT: "0",
    FUNCTIONS_DIRECTORY: directory,
    HOST_STATE_FOLDER: join(directory, "state"),
    HOST_MASTER_KEY: masterKey,
    ...env,
  });
  return { ...child, directory, url: `http://127.0.0.1:${child.port}` };
}

/** An app for one test: stopped and removed at its end. */
export async function appForTest(app: FixtureApp): Promise<RunningApp> {
  const directory = writeApp(app);
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const running = await runApp(directory, app.env);
  onTestFinished(async () => void (await running.stop("SIGKILL")));
  return running;
}

/** What the host says when it refuses to start an app. */
export async function refusal(app: FixtureApp): Promise<ExitedEarly> {
  try {
    await appForTest(app);
  } catch (error) {
    if (error instanceof ExitedEarly) return error;
    throw error;
  }
  throw new Error("The host started an app that it should have refused.");
}
