import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { packageFiles } from "./package-files";

/** The oldest time that a zip can hold: the same build gives the same bytes. */
const noTime = new Date(1980, 0, 1);
const unix = 3;
const readableByAll = 0o100644 << 16;

export interface WrittenPackage {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly unpackedBytes: number;
}

/** Writes the zip that Azure runs, from the built project in `root` and its installed dependencies. */
export async function writePackage(root: string, path: string): Promise<WrittenPackage> {
  const files = await packageFiles(root);
  const entries: Zippable = {};
  for (const [name, content] of files) {
    entries[name] = [content, { mtime: noTime, os: unix, attrs: readableByAll, level: 6 }];
  }
  const zip = zipSync(entries);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, zip);
  const unpackedBytes = [...files.values()].reduce((total, { length }) => total + length, 0);
  return { path, files: files.size, bytes: zip.length, unpackedBytes };
}

/** Writes what is in the zip as a folder, in place of what was there: azd makes the zip that it uploads itself. */
export async function writePackageFolder(root: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, content] of await packageFiles(root)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}
