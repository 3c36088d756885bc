/** How a queue was asked to behave. Durations in milliseconds. */
export interface QueueSettings {
  readonly lockMs: number;
  /** After so many deliveries without settlement, a message goes to the dead letters. */
  readonly maxDeliveryCount: number;
  /** Without it, the queue does not look for duplicates. */
  readonly duplicateDetectionWindowMs?: number;
}

const required = ["lockMs", "maxDeliveryCount"];
const known = [...required, "duplicateDetectionWindowMs"];

/** The queues by name, from a text that people write; throws on anything it does not know. */
export function parseQueues(json: string): Record<string, QueueSettings> {
  const queues: unknown = JSON.parse(json);
  if (!isRecord(queues)) throw new Error("QUEUES is a JSON object: { name: settings }.");
  for (const [name, settings] of Object.entries(queues)) checkQueue(name, settings);
  return queues as Record<string, QueueSettings>;
}

/** Throws unless the settings say exactly what this emulator can do. */
export function checkQueue(name: string, settings: unknown): void {
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name)) throw new Error(`The queue name "${name}" is not supported.`);
  if (!isRecord(settings)) throw new Error(`The settings of queue "${name}" are an object.`);
  for (const setting of Object.keys(settings)) {
    if (!known.includes(setting)) throw new Error(`Queue "${name}": the setting "${setting}" is not supported.`);
  }
  for (const setting of known) {
    const value = settings[setting];
    if (value === undefined && !required.includes(setting)) continue;
    if (!Number.isInteger(value) || Number(value) <= 0) {
      throw new Error(`Queue "${name}": "${setting}" is a whole number above zero.`);
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
