import { describe, expect, it } from "vitest";
import type { CustomerChange } from "../../../shared/customers/editing/customer-change";
import { numbered } from "../../../shared/customers/headquarters-customers";
import type { Operation, OperationState } from "../../../shared/customers/synchronization/operation";
import { synchronizedCopy, withChanges } from "../../../shared/customers/synchronization/synchronized-copy";
import { channel } from "./houston";
import { made, now } from "./new";
import { store } from "./store";

const assignedAt = "2026-03-01T09:00:02.000Z";
const later = new Date("2026-03-01T09:00:03.000Z");
const known = {
  ...numbered({
    customer: made({ firstName: "Ana", lastName: "Bowman" }),
    accountNumber: "00-1",
    requestHash: "a hash",
    possibleDuplicates: [{ customerId: "another", matchedOn: ["email"] }],
    now: new Date(assignedAt),
  }),
  revision: 3,
  traceParent: "00-trace-01",
};

const operation = (change: CustomerChange, sequence = 1, state: OperationState = "sent"): Operation => ({
  ...change,
  ...{ operationId: `operation-${sequence}`, customerId: known.customer.customerId, sequence, state },
  ...{ channelDatabaseGroupId: "default", channelId: "houston", legalEntityId: "usrt" },
  ...{ attempts: 0, lastError: null, createdAt: assignedAt, dueAt: assignedAt, actor: "worker:000160" },
});
const renamed = (lastName: string): CustomerChange => ({ kind: "edit", payload: { lastName } });
const card: CustomerChange = { kind: "issueLoyaltyCard", payload: { cardNumber: "C1" } };

/** The copy of a customer that was created asynchronously and waits. */
const pending = () => store().create({ firstName: "Ana" }, channel({ async: true }));

describe("the copy of headquarters' customer", () => {
  it("S6: of one that the group did not hold shows headquarters' state, and was never uploaded", () => {
    expect(synchronizedCopy(known, "default", later)).toEqual({
      channelDatabaseGroupId: "default",
      customer: known.customer,
      revision: 3,
      operationCount: 0,
      openOperationCount: 0,
      syncState: "synchronized",
      syncTimeline: { created: now, uploaded: null, accountAssigned: assignedAt, distributed: later.toISOString() },
      asyncReason: null,
      requestHash: "a hash",
      possibleDuplicates: known.possibleDuplicates,
      traceParent: "00-trace-01",
    });
  });

  it("S6: of one that waited keeps why, when it was created and what it counts; it was uploaded by then", async () => {
    const before = await pending();
    const created = "2026-02-28T09:00:00.000Z";
    const offline = { ...before, operationCount: 2, syncTimeline: { ...before.syncTimeline, created } };
    expect(synchronizedCopy(known, "default", later, offline)).toMatchObject({
      operationCount: 2,
      asyncReason: "profile",
      syncState: "synchronized",
      syncTimeline: { created, uploaded: assignedAt, accountAssigned: assignedAt, distributed: later.toISOString() },
    });
  });

  it("S6: keeps the times of steps that were reached before", async () => {
    const before = await pending();
    const reached = { uploaded: "2026-03-01T09:00:01.000Z", distributed: "2026-03-01T09:00:02.500Z" };
    const brought = { ...before, syncTimeline: { ...before.syncTimeline, ...reached } };
    expect(synchronizedCopy(known, "default", later, brought).syncTimeline).toMatchObject(reached);
  });

  it("S6: of a sync create has no time of an upload, whatever was there", async () => {
    const before = await store().create({ firstName: "Ana" });
    const synchronous = { ...before, syncTimeline: { ...before.syncTimeline, uploaded: assignedAt } };
    expect(synchronizedCopy(known, "default", later, synchronous).syncTimeline.uploaded).toBeNull();
  });

  it("E2, E5: shows what open operations change, in their order, failed ones too; those at an end are in it already", () => {
    const operations = [
      operation(renamed("Pending"), 1, "pending"),
      operation({ kind: "edit", payload: { lastName: "Failed", title: "Dr." } }, 2, "failed"),
      operation(renamed("Done"), 3, "done"),
      operation(renamed("Cancelled"), 4, "cancelled"),
    ];
    const copy = synchronizedCopy(known, "default", later, undefined, operations);
    expect(copy.openOperationCount).toBe(2);
    expect(copy.customer).toMatchObject({ name: "Ana Failed", title: "Dr.", modifiedAt: assignedAt });
  });
});

describe("open operations of a customer", () => {
  it("E3: a card that headquarters has not confirmed stays reserved, and the account number shows", () => {
    const changed = withChanges(known.customer, [operation(renamed("Reyes")), operation(card, 2)]);
    expect(changed.loyaltyCards).toEqual([{ cardNumber: "C1", state: "reserved", issuedAt: null }]);
    expect(changed).toMatchObject({ accountNumber: "00-1", name: "Ana Reyes" });
  });

  it("E3: a card that headquarters has issued stays issued", () => {
    const issued = { ...known.customer, loyaltyCards: [{ cardNumber: "C1", state: "issued" as const, issuedAt: now }] };
    expect(withChanges(issued, [operation(card)])).toEqual(issued);
  });

  it("S4: its create changes nothing of what headquarters knows", () => {
    const { kind: _, payload: __, ...envelope } = operation(card);
    const create = { requestHash: null, possibleDuplicates: [], payload: made({ firstName: "Before" }) };
    expect(withChanges(known.customer, [{ ...envelope, ...create, kind: "create" }])).toBe(known.customer);
  });

  it.each([{ erasedAt: now }, { mergedInto: "another" }])("P1, C7: nothing is shown on one with %j", (gone) => {
    const customer = { ...known.customer, ...gone };
    expect(withChanges(customer, [operation(renamed("Reyes")), operation(card, 2)])).toBe(customer);
  });
});
