import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "./bicep/deploy";

const kept = /\.(bicep|json|ts|xml)$/;

/** The files of these folders, by their paths. */
export function filesOf(...folders: readonly string[]): Files {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  return new Map(paths.filter((path) => kept.test(path)).map((path) => [path, readFileSync(path, "utf8")]));
}

/** The files with one change in one of them. Throws when there is nothing to change. */
export function changed(files: Files, file: string, from: string, to: string): Files {
  const text = files.get(file) ?? "";
  if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
  return new Map([...files, [file, text.replace(from, () => to)]]);
}
