import { type Attributes, type Counter, type Gauge, type Histogram, type Meter, metrics } from "@opentelemetry/api";

/** Every metric that the product gives out: what kind, in which unit, and what it says. */
export const metricNames = {
  "regulars.account_numbers.assigned": ["counter", "{customer}", "Customers that got their account number"],
  "regulars.account_number.wait": ["histogram", "ms", "From an async create to its account number"],
  "regulars.customers.kept_pending": ["counter", "{customer}", "Customers kept in the channel, by reason"],
  "regulars.operations.postponed": ["counter", "{attempt}", "Attempts that failed and are tried again, by reason"],
  "regulars.operations.failed": ["counter", "{operation}", "Operations that failed for good, by reason"],
  "regulars.operations.open": ["gauge", "{operation}", "Operations not at an end, as P-0001 counted them"],
  "regulars.operations.waiting": ["gauge", "{operation}", "Failed operations that wait for an administrator"],
  "regulars.operations.oldest_age": ["gauge", "s", "Age of the oldest open operation"],
  "regulars.job.runs": ["counter", "{run}", "Ended job runs, by job and state"],
  "regulars.messages.unreadable": ["counter", "{message}", "Deliveries of messages that cannot be read, by queue"],
  "regulars.requests.unexpected": ["counter", "{request}", "Requests that failed for an unforeseen reason"],
  "regulars.number_sequence.remaining": ["gauge", "{number}", "Numbers that a sequence has left, by sequence"],
  "regulars.customer_insights.unavailable": ["counter", "{request}", "Requests that Customer Insights did not answer"],
  "regulars.customer_insights.left_alone": ["counter", "{pause}", "How often Customer Insights was left alone a while"],
  "regulars.dependency.duration": ["histogram", "ms", "Calls of dependencies, by system, operation and outcome"],
  "regulars.cosmos.request_units": ["counter", "{ru}", "Request units, by database, container and operation"],
} as const satisfies Record<string, readonly ["counter" | "histogram" | "gauge", string, string]>;
export type MetricName = keyof typeof metricNames;

type Instrument = (value: number, attributes: Attributes) => void;

const instruments = new Map<MetricName, Instrument>();

/** Records one value. The first one of each metric makes its instrument: telemetry has started by then, or stays off. */
export function record(name: MetricName, value: number, attributes: Attributes = {}): void {
  let instrument = instruments.get(name);
  if (instrument === undefined) {
    instrument = createInstrument(metrics.getMeter("regulars"), name);
    instruments.set(name, instrument);
  }
  instrument(value, attributes);
}

function createInstrument(meter: Meter, name: MetricName): Instrument {
  const [kind, unit, description] = metricNames[name];
  const options = { unit, description };
  if (kind === "gauge") return recordWith(meter.createGauge(name, options));
  if (kind === "histogram") return recordWith(meter.createHistogram(name, options));
  const counter: Counter = meter.createCounter(name, options);
  return (value, attributes) => counter.add(value, attributes);
}

const recordWith =
  (instrument: Gauge | Histogram): Instrument =>
  (value, attributes) =>
    instrument.record(value, attributes);
