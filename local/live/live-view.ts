import type { ReceivedPoint, ReceivedSpan } from "../collector";

const windowMs = 5 * 60_000;
const bucketMs = 10_000;
const mostCustomers = 8;

export interface LiveDependency {
  readonly system: string;
  readonly calls: number;
  readonly meanMs: number;
  readonly failed: number;
}

export interface LiveStep {
  readonly name: string;
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
}

export interface LiveCustomer {
  readonly customerId: string;
  readonly traceId: string;
  readonly begunAt: string;
  readonly steps: readonly LiveStep[];
}

/** What the last five minutes of telemetry say of the pipeline. */
export interface LiveTelemetry {
  /** Account numbers assigned, by ten seconds, oldest first. */
  readonly numbered: readonly number[];
  /** From an async create to its account number, on average; null without any. */
  readonly meanWaitMs: number | null;
  readonly requestUnitsPerSecond: number;
  readonly dependencies: readonly LiveDependency[];
  /** The customers that were kept pending last, each with the steps of its trace. */
  readonly customers: readonly LiveCustomer[];
}

export function liveTelemetry(
  points: readonly ReceivedPoint[],
  spans: readonly ReceivedSpan[],
  nowMs: number,
): LiveTelemetry {
  const recent = points.filter(({ atMs }) => atMs > nowMs - windowMs);
  const named = (name: string) => recent.filter((point) => point.name === name);
  const waits = named("regulars.account_number.wait");
  return {
    numbered: buckets(named("regulars.account_numbers.assigned"), nowMs),
    meanWaitMs: waits.length === 0 ? null : Math.round(sum(waits) / total(waits)),
    requestUnitsPerSecond: Math.round((sum(named("regulars.cosmos.request_units")) / windowMs) * 10_000) / 10,
    dependencies: dependencies(named("regulars.dependency.duration")),
    customers: customers(spans),
  };
}

const sum = (points: readonly ReceivedPoint[]) => points.reduce((all, { value }) => all + value, 0);
const total = (points: readonly ReceivedPoint[]) => points.reduce((all, { count }) => all + count, 0);

function buckets(points: readonly ReceivedPoint[], nowMs: number): number[] {
  const counts = new Array<number>(windowMs / bucketMs).fill(0);
  for (const { atMs, value } of points) {
    const index = counts.length - 1 - Math.floor((nowMs - atMs) / bucketMs);
    if (index >= 0 && index < counts.length) counts[index] = (counts[index] ?? 0) + value;
  }
  return counts;
}

function dependencies(points: readonly ReceivedPoint[]): LiveDependency[] {
  const systems = new Set(points.map(({ attributes }) => String(attributes["system"])));
  return [...systems].sort().map((system) => {
    const calls = points.filter(({ attributes }) => attributes["system"] === system);
    const failed = calls.filter(({ attributes }) => attributes["outcome"] === "failed");
    const meanMs = Math.round((sum(calls) / Math.max(1, total(calls))) * 10) / 10;
    return { system, calls: total(calls), meanMs, failed: total(failed) };
  });
}

function customers(spans: readonly ReceivedSpan[]): LiveCustomer[] {
  const kept = spans.filter(({ name }) => name === "customer.keep-pending").slice(-mostCustomers);
  return kept.reverse().map(({ traceId, attributes }) => {
    const steps = spans
      .filter((span) => span.traceId === traceId)
      .sort((a, b) => a.startTimeUnixNano - b.startTimeUnixNano);
    const begun = steps[0]?.startTimeUnixNano ?? 0;
    return {
      customerId: String(attributes["customerId"]),
      traceId,
      begunAt: new Date(begun).toISOString(),
      steps: steps.map(({ name, startTimeUnixNano: start, endTimeUnixNano: end, status }) => ({
        name,
        offsetMs: Math.round(start - begun),
        durationMs: Math.round((end - start) * 10) / 10,
        failed: status.code === 2,
      })),
    };
  });
}
