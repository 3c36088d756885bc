import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { productionPackages } from "./production-packages";

/** What a deployment takes of the project; nothing of `local/`, `test/`, sources or settings of one machine. */
const own = ["host.json", "package.json", "dist/package.json"];
const ownFolders = ["dist/functions", "dist/shared"];

/** Never read by Node: source maps, and types for those who compile. Licences stay. */
const neverRun = /\.(map|d\.[cm]?ts)$/;

/** Each file of the package: its path there, and its content. */
export async function packageFiles(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const packages = await productionPackages(root);
  const built = (await Promise.all(ownFolders.map(wholeFolder(root)))).flat().filter(hasSource(root));
  const foreign = (await Promise.all(packages.map(packageFolder(root)))).flat();
  const paths = [...own, ...built, ...foreign].filter((path) => !neverRun.test(path)).sort(byName);
  const files = paths.map(async (path) => [path, await readFile(join(root, path))] as const);
  return new Map(await Promise.all(files));
}

/** The compiler leaves in `dist/` what it once made of sources that are gone; it stays behind. */
const hasSource = (root: string) => (path: string) =>
  existsSync(join(root, path.replace(/^dist\//, "").replace(/\.js$/, ".ts")));

const wholeFolder = (root: string) => (folder: string) => filesBelow(root, folder, () => true);

/** A package without those nested in it: the lockfile names them for themselves. */
const packageFolder = (root: string) => (folder: string) => filesBelow(root, folder, (name) => name !== "node_modules");

async function filesBelow(root: string, folder: string, enter: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return enter(entry.name) ? filesBelow(root, path, enter) : [];
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** By code units: the same order on every machine. */
const byName = (one: string, other: string) => (one < other ? -1 : 1);
