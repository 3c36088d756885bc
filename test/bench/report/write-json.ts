import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";

/** What the machine and the run were, then the figures. */
export async function writeJson(file: string, run: object, figures: Readonly<Record<string, number>>): Promise<void> {
  const machine = { node: process.version, cpus: cpus().length, cpuModel: cpus()[0]?.model ?? "unknown" };
  await writeFile(file, `${JSON.stringify({ ...machine, ...run, ...figures }, null, 2)}\n`);
}
