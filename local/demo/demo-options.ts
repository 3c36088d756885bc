import { join } from "node:path";
import { parseArgs } from "node:util";
import { localPorts, type Ports } from "../environment/ports";
import { namedColumns } from "./column-mapping";
import type { ReadCustomersOptions } from "./read-customers";

export interface DemoCommand extends ReadCustomersOptions {
  readonly ports: Ports;
  readonly jsonFile: string | undefined;
}

/** In the source folder: the compiler does not copy it. */
const ownCustomers = join(__dirname, "..", "..", "..", "local", "demo", "customers.csv");

/** What the command line and the environment ask for. Throws a message for whoever typed it. */
export function demoCommand(argv: readonly string[], environment: NodeJS.ProcessEnv): DemoCommand {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      customers: { type: "string", default: ownCustomers },
      map: { type: "string", multiple: true, default: [] },
      limit: { type: "string" },
      json: { type: "string" },
      "free-ports": { type: "boolean", default: false },
    },
  });
  return {
    file: values.customers,
    columns: namedColumns(values.map),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : positiveNumber("--limit", values.limit),
    jsonFile: values.json,
    ports: values["free-ports"] ? anyFree(localPorts(environment)) : localPorts(environment),
  };
}

function positiveNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${option} takes a number from 1 up, not "${text}".`);
  return Number(text);
}

const anyFree = (ports: Ports) => Object.fromEntries(Object.keys(ports).map((part) => [part, 0])) as unknown as Ports;
