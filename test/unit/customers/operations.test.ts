import { describe, expect, it } from "vitest";
import type { Operation, StoredOperation } from "../../../shared/customers";
import { listOperations } from "../../../shared/customers";
import { copyOf, customer, operationOf } from "../../contract/customer";

const now = () => new Date("2026-03-01T09:01:00Z");

function operations(...differences: Partial<Operation>[]): StoredOperation[] {
  const first = operationOf(copyOf(customer(), "default"));
  return differences.map((different, index) => ({
    ...first,
    operationId: `operation-${index + 1}`,
    sequence: index + 1,
    etag: `"${index}"`,
    ...different,
  })) as StoredOperation[];
}

const listing = (found: readonly StoredOperation[]) =>
  listOperations({
    now,
    operationLog: {
      list: async () => ({ operations: found, continuation: undefined }),
      find: async () => undefined,
      ofCustomers: async (_, states) => found.filter(({ state }) => states.includes(state)),
      openOf: async () => ({ copy: undefined, operations: [] }),
      settle: async () => true,
      keep: async () => undefined,
    },
  })({ states: ["pending"], order: "newest", top: 50 });

describe("the list of operations", () => {
  it("S4: says which failed operation holds a later one back", async () => {
    const { items } = await listing(operations({ state: "failed" }, { state: "sent" }, { state: "done" }));
    expect(items.map(({ heldBackBy }) => heldBackBy)).toEqual([null, "operation-1", null]);
  });

  it("S4: another group's failed operation holds nothing back, nor does one that follows", async () => {
    const elsewhere = operations({ state: "failed", channelDatabaseGroupId: "other" }, { state: "sent" });
    expect((await listing(elsewhere)).items[1]?.heldBackBy).toBeNull();
    const after = operations({ state: "done" }, { state: "sent" }, { state: "failed" });
    expect((await listing(after)).items[1]?.heldBackBy).toBeNull();
  });

  it("S5: shows age, and the next attempt of what waits", async () => {
    const { items } = await listing(operations({ state: "failed" }, { state: "sent" }));
    expect(items).toMatchObject([
      { ageSeconds: 60, dueAt: null },
      { ageSeconds: 60, dueAt: "2026-03-01T09:00:00.000Z" },
    ]);
  });
});
