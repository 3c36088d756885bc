import { trace } from "@opentelemetry/api";
import type { Log, LogFields } from "../../log";
import { type MetricName, record } from "./measurements";

type Measure = (fields: LogFields) => void;

const number = (value: LogFields[string]) => (typeof value === "number" ? value : undefined);
const text = (value: LogFields[string]) => String(value ?? "unknown");

/** Records a field of an event, if the event has it. */
function level(name: MetricName, value: LogFields[string], attributes = {}): void {
  const figure = number(value);
  if (figure !== undefined) record(name, figure, attributes);
}

/** What each event counts for. The areas tell events; that they are measured is nothing to them. */
const measured: Readonly<Record<string, Measure>> = {
  "account-number.assigned": ({ waitMs }) => {
    record("regulars.account_numbers.assigned", 1);
    level("regulars.account_number.wait", waitMs);
  },
  "customer.kept-pending": ({ reason }) => record("regulars.customers.kept_pending", 1, { reason: text(reason) }),
  "operation.postponed": ({ reason }) => record("regulars.operations.postponed", 1, { reason: text(reason) }),
  "operation.failed": ({ reason }) => record("regulars.operations.failed", 1, { reason: text(reason) }),
  "operations.counted": ({ open, failed, oldestAgeSeconds }) => {
    level("regulars.operations.open", open);
    level("regulars.operations.waiting", failed);
    level("regulars.operations.oldest_age", oldestAgeSeconds);
  },
  "job.ended": ({ jobId, state }) => record("regulars.job.runs", 1, { job: text(jobId), state: text(state) }),
  "message.unreadable": ({ queueName }) => record("regulars.messages.unreadable", 1, { queue: text(queueName) }),
  "request.failed": () => record("regulars.requests.unexpected", 1),
  "customer-insights.unavailable": () => record("regulars.customer_insights.unavailable", 1),
  "customer-insights.left-alone": () => record("regulars.customer_insights.left_alone", 1),
  "number-sequence.block-taken": ({ sequenceId, remaining }) =>
    level("regulars.number_sequence.remaining", remaining, { sequence: text(sequenceId) }),
};

/** The log, whose events are counted as metrics too and stand in the running span. */
export function meteredLog(log: Log): Log {
  const noting =
    (write: Log["info"]): Log["info"] =>
    (event, fields = {}) => {
      write(event, fields);
      trace.getActiveSpan()?.addEvent(event, attributesOf(fields));
      measured[event]?.(fields);
    };
  return { info: noting(log.info), warn: noting(log.warn), error: noting(log.error) };
}

const attributesOf = (fields: LogFields) =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
