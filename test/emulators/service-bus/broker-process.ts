import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

const sources = resolve(__dirname, "../../../local/emulators");
const parts = ["control", "service-bus"];

/** The emulator as JavaScript in a folder of its own: a process cannot be forked from TypeScript. */
export interface BuiltEmulator {
  readonly folder: string;
  start(): Promise<BrokerProcess>;
  remove(): Promise<void>;
}

export interface BrokerProcess {
  readonly port: number;
  readonly adminPort: number;
  /** As a power cut would: nothing in it runs any more. */
  kill(): Promise<void>;
}

export async function buildEmulator(): Promise<BuiltEmulator> {
  const folder = await mkdtemp(join(tmpdir(), "service-bus-process-"));
  await symlink(resolve(sources, "../../node_modules"), join(folder, "node_modules"));
  for (const part of parts) await transpileFolder(join(sources, part), join(folder, part));
  return {
    folder,
    start: () => startProcess(folder),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function transpileFolder(from: string, to: string): Promise<void> {
  for (const name of await readdir(from, { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023, esModuleInterop: true };
    const { outputText } = transpileModule(await readFile(join(from, name), "utf8"), { compilerOptions });
    const target = join(to, name.replace(/\.ts$/, ".js"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
  }
}

async function startProcess(folder: string): Promise<BrokerProcess> {
  const env = {
    PORT: "0",
    ADMIN_PORT: "0",
    DATA_FILE: join(folder, "broker.db"),
    QUEUES: JSON.stringify({ orders: { lockMs: 30_000, maxDeliveryCount: 5 } }),
  };
  const child = fork(join(folder, "service-bus/main.js"), { env, execArgv: [] });
  const [ready] = (await once(child, "message")) as [{ port: number; adminPort: number }];
  return { port: ready.port, adminPort: ready.adminPort, kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
