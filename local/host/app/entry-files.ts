import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { StartError } from "../start-error";

/** The files that `main` of package.json names: a path or a pattern with `*`, `**` and `{a,b}`; sorted. */
export function entryFiles(directory: string, main: string): string[] {
  const pattern = main.replace(/^\.\//, "");
  const files = /[*?{]/.test(pattern) ? matchingFiles(directory, pattern) : existingFile(directory, pattern);
  if (files.length === 0) {
    throw new StartError(`package.json says "main": "${main}", and no file in ${directory} matches. Is the app built?`);
  }
  return files;
}

function existingFile(directory: string, path: string): string[] {
  return existsSync(join(directory, path)) ? [path] : [];
}

function matchingFiles(directory: string, pattern: string): string[] {
  const matches = patternExpression(pattern);
  const fixedPart = pattern.split("/").slice(0, -1);
  const firstWild = fixedPart.findIndex((part) => /[*?{]/.test(part));
  const start = fixedPart.slice(0, firstWild < 0 ? undefined : firstWild).join("/");
  if (!existsSync(join(directory, start))) return [];
  return readdirSync(join(directory, start), { recursive: true, encoding: "utf8" })
    .map((file) => join(start, file).split(sep).join("/"))
    .filter((file) => matches.test(file) && !file.includes("node_modules/"))
    .sort();
}

const wildcards: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};

function patternExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (token) => wildcards[token] ?? `\\${token}`);
  return new RegExp(`^${source}$`);
}
