import { readFile } from "node:fs/promises";
import { join } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/**
 * The folders below `node_modules` that the app needs at run time, as the lockfile names them. Throws when one is not
 * installed in just that version: a package is made from what the lockfile says, or not at all.
 */
export async function productionPackages(root: string): Promise<string[]> {
  const { packages } = await readJson<{ packages: Record<string, LockedPackage> }>(join(root, "package-lock.json"));
  const needed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path.startsWith("node_modules/") && !dev && !devOptional,
  );
  await Promise.all(needed.map(([path, { version }]) => checkInstalled(root, path, version)));
  return needed.map(([path]) => path);
}

async function checkInstalled(root: string, path: string, locked: string | undefined): Promise<void> {
  const { version } = await readJson<LockedPackage>(join(root, path, "package.json"));
  if (version !== locked) throw new Error(`${path} is ${version}, the lockfile wants ${locked}. Run npm ci first.`);
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, "utf8")) as Content;
}
