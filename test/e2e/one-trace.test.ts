import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Collector, type ReceivedSpan, startCollector } from "../../local/collector";
import { masterKey } from "../../local/environment/functions-host";
import { type Api, api } from "../environment/api";
import { serviceBusControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

const personal = {
  firstName: "Quirina",
  lastName: "Zwetschge",
  email: "quirina.zwetschge@example.com",
  phone: "415 555 0187",
};

describe("one trace id finds every step of one async customer", () => {
  let collector: Collector;
  let environment: TestEnvironment;
  let till: Api;

  beforeAll(async () => {
    collector = await startCollector();
    environment = await startTestEnvironment({
      settings: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_METRIC_EXPORT_INTERVAL: "200",
        OTEL_BSP_SCHEDULE_DELAY: "100",
        SIGNAL_GRACE_SECONDS: "0.05",
        CONFIGURATION_CACHE_SECONDS: "0.05",
      },
    });
    till = api(environment, await environment.token.worker("000170"));
    await shareCustomersOfSanFranciscoWithBerlinsGroup(environment);
  });
  afterAll(async () => {
    await environment?.stop();
    await collector?.stop();
  });

  const spansOf = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
  const namesOf = (traceId: string) => spansOf(traceId).map(({ name }) => name);
  const create = (traceId: string) =>
    till.post("/channels/san-francisco/customers", personal, { traceparent: `00-${traceId}-00000000000000aa-01` });
  const numbered = (customerId: string) =>
    until(
      "the account number",
      async () => (await till.get(`/channels/san-francisco/customers/${customerId}`)).body.accountNumber ?? undefined,
    );

  it("S1: from the POST over the queue to the account number and its distribution", async () => {
    const traceId = "a".repeat(32);
    const created = await create(traceId);
    expect(created.status).toBe(202);
    const { customerId } = created.body;
    await numbered(customerId);
    await runTimer(environment, "job-1010");

    const way = [
      "function createCustomer",
      "customer.keep-pending",
      "cosmos batch channels/customers",
      "service-bus send customer-synchronization",
      "function synchronizeCustomers",
      "customer.synchronize",
      "cosmos query channels/customers",
      "customer.admit",
      "cosmos create headquarters/customer-keys",
      "cosmos batch headquarters/customers",
      "customer.distributed",
    ];
    await expect.poll(() => namesOf(traceId), { timeout: 10_000 }).toEqual(expect.arrayContaining(way));
    const steps = spansOf(traceId).filter(({ attributes }) => attributes["customerId"] !== undefined);
    expect(new Set(steps.map(({ attributes }) => attributes["customerId"]))).toEqual(new Set([customerId]));
    expect(eventsIn(spansOf(traceId))).toEqual(
      expect.arrayContaining(["customer.kept-pending", "account-number.assigned"]),
    );
    expect(orphans(spansOf(traceId))).toEqual(["function createCustomer"]);
  });

  it("S1: a signal that was lost is sent again by P-0001, in the customer's trace", async () => {
    const traceId = "b".repeat(32);
    const bus = serviceBusControls(environment);
    await bus.faults([{ match: { operation: "send" }, respond: { status: 500 } }]);
    const { customerId } = (await create(traceId)).body;
    await bus.faults([]);
    await until("the P-job's signal", async () => {
      await runTimer(environment, "job-P-0001");
      return (await till.get(`/channels/san-francisco/customers/${customerId}`)).body.accountNumber ?? undefined;
    });
    await until("the consumer's span", async () => namesOf(traceId).includes("function synchronizeCustomers"));
    expect(spansOf(traceId).filter(({ name }) => name === "service-bus send customer-synchronization")).toHaveLength(2);
  });

  it("P3: no span and no metric holds personal data", async () => {
    const told = JSON.stringify([collector.spans, collector.points]).toLowerCase();
    expect(told).toContain("customer.keep-pending");
    for (const value of Object.values(personal)) expect(told).not.toContain(value.toLowerCase());
    expect(told).not.toContain("+14155550187");
  });

  it("counts account numbers, jobs, request units and what sequences have left", async () => {
    const gained = (name: string, wanted: Readonly<Record<string, string>> = {}) =>
      collector.points
        .filter((point) => point.name === name)
        .filter(({ attributes }) => Object.entries(wanted).every(([key, value]) => attributes[key] === value))
        .reduce((sum, { value }) => sum + value, 0);
    await until("the metrics", async () => gained("regulars.account_numbers.assigned") >= 2);
    expect(gained("regulars.customers.kept_pending", { reason: "profile" })).toBe(2);
    await until("the jobs", async () => gained("regulars.job.runs", { job: "1010", state: "succeeded" }));
    expect(gained("regulars.cosmos.request_units", { container: "customers", operation: "batch" })).toBeGreaterThan(40);
    expect(gained("regulars.number_sequence.remaining", { sequence: "customer-account" })).toBeGreaterThan(1_000_000);
  });
});

const eventsIn = (spans: readonly ReceivedSpan[]) => spans.flatMap(({ events }) => events.map(({ name }) => name));

/** The names of spans whose parent is not among them. */
function orphans(spans: readonly ReceivedSpan[]): string[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? "")).map(({ name }) => name);
}

/** A channel of another group with San Francisco's address book: 1010 brings its customers there. */
async function shareCustomersOfSanFranciscoWithBerlinsGroup(environment: TestEnvironment): Promise<void> {
  const administrator = api(environment, await environment.token.administrator());
  const { body } = await administrator.get("/headquarters/channels/san-francisco");
  const { id: _, ...channel } = body;
  const outlet = { ...channel, name: "Outlet", channelDatabaseGroupId: "filtered" };
  const put = await administrator.put("/headquarters/channels/outlet", outlet);
  if (put.status >= 300) throw new Error(`The outlet was refused: ${JSON.stringify(put.body)}`);
}

async function runTimer({ baseUrl }: TestEnvironment, name: string): Promise<void> {
  await fetch(`${baseUrl}/admin/functions/${name}`, {
    method: "POST",
    headers: { "x-functions-key": masterKey, "content-type": "application/json" },
    body: "{}",
  });
}
