import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const repository = resolve(__dirname, "../..");

const sources = ["local/host", "local/emulators/control", "local/emulators/service-bus"];
const stamp = join(repository, "dist/.host-tests-built");
const lock = `${stamp}.lock`;

/** Compiles the project, unless that was done since the sources last changed. Test files may ask at the same time. */
export async function buildHost(): Promise<void> {
  mkdirSync(join(repository, "dist"), { recursive: true });
  while (!isBuilt()) {
    if (!takeLock()) await wait(100);
    else {
      const begun = new Date();
      try {
        // Emits in spite of type errors elsewhere; those are the type check's to report.
        execFileSync(process.execPath, [join(repository, "node_modules/typescript/bin/tsc"), "-p", "."], {
          cwd: repository,
        });
      } catch {
        // The tests will show whether what was emitted works.
      }
      writeFileSync(stamp, begun.toISOString());
      rmSync(lock);
    }
  }
}

function isBuilt(): boolean {
  const built = modifiedMs(stamp);
  return (
    built !== undefined && modifiedMs(join(repository, "dist/local/host/main.js")) !== undefined && newestMs() < built
  );
}

function newestMs(): number {
  const files = sources.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(repository, folder, file),
    ),
  );
  return Math.max(...files.filter((file) => file.endsWith(".ts")).map((file) => modifiedMs(file) ?? 0));
}

const staleLockMs = 120_000;

function takeLock(): boolean {
  if (Date.now() - (modifiedMs(lock) ?? Date.now()) > staleLockMs) rmSync(lock, { force: true });
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch {
    return false;
  }
}

function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
