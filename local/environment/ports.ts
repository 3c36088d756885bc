/** The ports of one local environment. */
export interface Ports {
  readonly functions: number;
  readonly cosmos: number;
  readonly serviceBus: number;
  readonly serviceBusAdmin: number;
  readonly keyVault: number;
  readonly entra: number;
  readonly customerInsights: number;
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
  /** The collector of `npm start`, and its live page. */
  readonly telemetry: number;
}

const defaults: Ports = {
  functions: 7071,
  cosmos: 8081,
  serviceBus: 5672,
  serviceBusAdmin: 5300,
  keyVault: 8443,
  entra: 7075,
  customerInsights: 7076,
  blob: 10000,
  queue: 10001,
  table: 10002,
  telemetry: 4318,
};

/** The ports of this environment: the usual ones, moved by `PORT_OFFSET`; `PORT` is the functions' own. */
export function localPorts(environment: NodeJS.ProcessEnv): Ports {
  const offset = wholeNumber("PORT_OFFSET", environment["PORT_OFFSET"] ?? "0");
  const moved = Object.fromEntries(Object.entries(defaults).map(([name, port]) => [name, port + offset]));
  const own = environment["PORT"];
  return { ...defaults, ...moved, ...(own === undefined ? {} : { functions: wholeNumber("PORT", own) }) };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}
