import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Reading {
  /** The files that were read, packages among them. */
  readonly files: readonly string[];
  readonly dependencies: number;
  readonly violations: readonly Violation[];
  /** The names of the rules, in their order. */
  readonly rules: readonly string[];
}

interface Report {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: {
    readonly violations: readonly { rule: { name: string }; from: string; to: string }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** The folders whose imports have rules. */
export const checkedFolders = ["functions", "shared", "local"];

/** Reads the imports of a copy of this repository, and answers what breaks the rules of `.dependency-cruiser.cjs`. */
export async function cruise(directory: string): Promise<Reading> {
  const entry = join(process.cwd(), "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...checkedFolders];
  const { modules, summary } = JSON.parse(await output([entry, ...options], directory)) as Report;
  return {
    files: modules.map(({ source }) => source),
    dependencies: modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
  };
}

// Violations end the process with their number; what counts is the report.
async function output(parameters: readonly string[], cwd: string): Promise<string> {
  const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(process.execPath, [...parameters], options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (!stdout) throw new Error(`dependency-cruiser did not run: ${stderr}`, { cause: error });
    return stdout;
  }
}
