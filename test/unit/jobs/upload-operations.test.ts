import { describe, expect, it } from "vitest";
import type { CreateOperation, Operation, OverdueOperations, SynchronizationSignal } from "../../../shared/customers";
import { Failure } from "../../../shared/failure";
import { uploadOperations } from "../../../shared/jobs";
import { groupCounts } from "../../../shared/jobs/group-counts";
import { made } from "../customers/new";
import { recordingLog } from "../log";

const now = () => new Date("2026-03-01T10:00:00Z");
const past = "2026-03-01T09:59:59.000Z";

function operation(number: number, different: Partial<CreateOperation> = {}): CreateOperation {
  return {
    operationId: `operation-${number}`,
    channelDatabaseGroupId: "default",
    channelId: "houston",
    customerId: `customer-${number}`,
    kind: "create",
    sequence: 1,
    state: "pending",
    attempts: 0,
    lastError: null,
    createdAt: past,
    dueAt: past,
    legalEntityId: "usrt",
    actor: "worker:000160",
    payload: made({ firstName: "Ana" }),
    possibleDuplicates: [],
    requestHash: null,
    ...different,
  };
}

function upload(operations: readonly Operation[], send: () => void = () => undefined) {
  const dueAt = new Map(operations.map((one) => [one.operationId, one.dueAt]));
  const sent: SynchronizationSignal[] = [];
  const overdue: OverdueOperations = {
    find: async (at, top) =>
      operations.filter((one) => (dueAt.get(one.operationId) ?? "") <= at.toISOString()).slice(0, top),
    postpone: async (found, at) => {
      for (const one of found) dueAt.set(one.operationId, at.toISOString());
    },
  };
  const signals = {
    async send(more: readonly SynchronizationSignal[]) {
      send();
      sent.push(...more);
    },
    schedule: async () => undefined,
  };
  const log = recordingLog();
  const countOperations = async () => {
    const isDue = (one: Operation) => (dueAt.get(one.operationId) ?? "") <= now().toISOString();
    const pending = operations.filter(isDue).length;
    return { pending, sent: 2, failed: 1, oldestOpenAt: operations[0]?.createdAt ?? null };
  };
  const run = async () => {
    const counts = groupCounts();
    const context = { mode: "delta", checkpoint: undefined, count: counts.add, step: async () => undefined } as const;
    await uploadOperations({ overdue, signals, countOperations, log, now })(context);
    return counts.all();
  };
  return { run, sent, dueAt, log };
}

describe("P-0001", () => {
  it("S1: signals every operation past its due time, those sent before too, and no other", async () => {
    const { run, sent } = upload([
      operation(1),
      operation(2, { state: "sent", attempts: 3 }),
      operation(3, { dueAt: "2026-03-01T10:00:01.000Z" }),
    ]);
    const groups = await run();
    expect(sent.map(({ customerId }) => customerId)).toEqual(["customer-1", "customer-2"]);
    expect(groups).toEqual([{ channelDatabaseGroupId: "default", rowsRead: 2, rowsWritten: 2 }]);
  });

  it("S1: works through more than a page, each once, and counts them by group", async () => {
    const groupOf = (number: number) => (number % 5 === 0 ? "filtered" : "default");
    const all = Array.from({ length: 250 }, (_, n) => operation(n, { channelDatabaseGroupId: groupOf(n) }));
    const { run, sent } = upload(all);
    expect(await run()).toMatchObject([{ rowsRead: 50 }, { rowsRead: 200 }]);
    expect(new Set(sent.map(({ customerId }) => customerId)).size).toBe(250);
    expect(sent).toHaveLength(250);
  });

  it("S1: what could not be sent is due still", async () => {
    const away = () => {
      throw new Failure("queue-unavailable", "Away.");
    };
    const { run, dueAt } = upload([operation(1)], away);
    await expect(run()).rejects.toMatchObject({ kind: "queue-unavailable" });
    expect(dueAt.get("operation-1")).toBe(past);
  });

  it("S1: counts what is left once everything is signalled, for those who watch", async () => {
    const { run, log } = upload([operation(1, { createdAt: "2026-03-01T09:58:30.000Z" }), operation(2)]);
    await run();
    expect(log.events).toEqual(["operations.counted"]);
    expect(log.fields).toEqual([{ open: 2, failed: 1, oldestAgeSeconds: 90 }]);
  });

  it("S1: a signal that is lost again is sent again later", async () => {
    const { run, sent, dueAt } = upload([operation(1)]);
    await run();
    await run();
    expect(sent).toHaveLength(1);
    expect(Date.parse(dueAt.get("operation-1") ?? "")).toBe(now().getTime() + 5 * 60_000);
  });
});
