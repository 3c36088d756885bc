import { describe, expect, it } from "vitest";
import type { ReceivedPoint, ReceivedSpan } from "../../local/collector";
import { liveTelemetry } from "../../local/live/live-view";

const now = Date.parse("2026-03-01T10:00:00Z");

const point = (name: string, agoMs: number, value: number, different: Partial<ReceivedPoint> = {}): ReceivedPoint => ({
  ...{ name, unit: "", attributes: {}, atMs: now - agoMs, value, count: 1 },
  ...different,
});

const span = (name: string, traceId: string, offsetMs: number, durationMs: number): ReceivedSpan => ({
  ...{ name, traceId, spanId: name, parentSpanId: undefined, events: [], links: [], status: { code: 0 } },
  attributes: { customerId: `customer-${traceId}` },
  startTimeUnixNano: now + offsetMs,
  endTimeUnixNano: now + offsetMs + durationMs,
});

describe("the live view", () => {
  it("puts account numbers into ten seconds each, and leaves out what is older than five minutes", () => {
    const assigned = (agoMs: number, value: number) => point("regulars.account_numbers.assigned", agoMs, value);
    const { numbered } = liveTelemetry([assigned(400_000, 9), assigned(12_000, 2), assigned(500, 3)], [], now);
    expect(numbered).toHaveLength(30);
    expect(numbered.slice(-2)).toEqual([2, 3]);
    expect(numbered.reduce((all, one) => all + one, 0)).toBe(5);
  });

  it("averages what waited and what dependencies took over all their calls", () => {
    const call = (outcome: string, value: number, count: number) =>
      point("regulars.dependency.duration", 1_000, value, { count, attributes: { system: "cosmos", outcome } });
    const wait = (value: number, count: number) => point("regulars.account_number.wait", 1_000, value, { count });
    const view = liveTelemetry([call("answered", 90, 9), call("failed", 110, 1), wait(300, 2), wait(60, 1)], [], now);
    expect(view.dependencies).toEqual([{ system: "cosmos", calls: 10, meanMs: 20, failed: 1 }]);
    expect(view.meanWaitMs).toBe(120);
    expect(liveTelemetry([], [], now).meanWaitMs).toBeNull();
  });

  it("shows the last customers, newest first, each with the steps of its trace in order", () => {
    const spans = [
      span("customer.keep-pending", "a", 5, 3),
      span("function createCustomer", "a", 0, 10),
      span("customer.keep-pending", "b", 105, 3),
    ];
    const { customers } = liveTelemetry([], spans, now);
    expect(customers.map(({ customerId }) => customerId)).toEqual(["customer-b", "customer-a"]);
    expect(customers[1]?.steps).toEqual([
      { name: "function createCustomer", offsetMs: 0, durationMs: 10, failed: false },
      { name: "customer.keep-pending", offsetMs: 5, durationMs: 3, failed: false },
    ]);
  });
});
