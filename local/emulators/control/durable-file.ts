import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The JSON in the file; `undefined` when there is no file. */
export function readJsonFile(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Replaces the file as a whole: a process killed at any moment leaves the old or the new one. */
export function writeJsonFile(file: string, value: unknown): void {
  renameSync(writeDraft(file, JSON.stringify(value, null, 2)), file);
}

/** The text of the file, made first when there is none. Of two processes at once, both get the winner's text. */
export function readOrCreateFile(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = writeDraft(file, make());
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  return readFileSync(file, "utf8");
}

function writeDraft(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  return draft;
}
