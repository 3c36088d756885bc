import { parseArgs } from "node:util";

export interface BenchOptions {
  readonly connections: number;
  /** How long a scenario's load lasts; each has its own usual length. */
  readonly seconds: number | undefined;
  /** The scenarios to run; all when empty. */
  readonly only: readonly string[];
  /** How many customers are there before the clock runs. */
  readonly customers: number;
  readonly seed: number;
  /** Async creates offered in a second. */
  readonly rate: number;
  readonly json: string | undefined;
  /** Where to write a CPU profile of the functions host for each scenario. */
  readonly profile: string | undefined;
  /** The two sizes to compare, or none. */
  readonly compare: readonly number[];
  readonly rounds: number;
  /** Of each scenario and round of a comparison. */
  readonly operations: number;
  /** How many creates to watch the memory over; 0: do not. */
  readonly memory: number;
}

const definitions = {
  connections: { type: "string" },
  seconds: { type: "string" },
  only: { type: "string", default: "" },
  customers: { type: "string", default: "1000" },
  seed: { type: "string", default: "1" },
  rate: { type: "string", default: "110" },
  json: { type: "string" },
  profile: { type: "string" },
  compare: { type: "string", default: "" },
  rounds: { type: "string", default: "5" },
  operations: { type: "string", default: "1000" },
  memory: { type: "string", default: "0" },
} as const;

/** Throws a message for an option that is not known or no number. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({ args: [...args], options: definitions, strict: true });
  const compare = list(values.compare).map((size) => wholeNumber("compare", size));
  if (compare.length !== 0 && compare.length !== 2) throw new Error("--compare takes two sizes, such as 1000,200000.");
  return {
    connections: wholeNumber("connections", values.connections ?? (compare.length === 2 ? "8" : "32")),
    seconds: values.seconds === undefined ? undefined : wholeNumber("seconds", values.seconds),
    only: list(values.only),
    customers: wholeNumber("customers", values.customers),
    seed: wholeNumber("seed", values.seed),
    rate: wholeNumber("rate", values.rate),
    json: values.json,
    profile: values.profile,
    compare,
    rounds: wholeNumber("rounds", values.rounds),
    operations: wholeNumber("operations", values.operations),
    memory: wholeNumber("memory", values.memory),
  };
}

const list = (text: string) => text.split(",").filter((item) => item !== "");

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number, not "${text}".`);
  return Number(text);
}
