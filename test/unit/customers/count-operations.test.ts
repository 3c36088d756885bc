import { describe, expect, it } from "vitest";
import { countOperations, type OperationQuery, type StoredListedOperation } from "../../../shared/customers";

const numbers: Readonly<Record<string, number>> = { pending: 2, sent: 3, failed: 1 };

const counting = (oldest: readonly string[]) =>
  countOperations({
    operationCounter: { count: async (state) => numbers[state] ?? 0 },
    operationLog: {
      list: async ({ order, top }: OperationQuery) => ({
        operations: (order === "oldest" ? oldest : [])
          .slice(0, top)
          .map((createdAt) => ({ createdAt }) as StoredListedOperation),
        continuation: undefined,
      }),
    },
  });

describe("counting operations", () => {
  it("S5: answers how many wait or have failed, and since when the oldest waits", async () => {
    const oldestOpenAt = "2026-03-01T09:58:30.000Z";
    const count = counting([oldestOpenAt, "2026-03-01T09:59:00.000Z"]);
    expect(await count()).toEqual({ pending: 2, sent: 3, failed: 1, oldestOpenAt });
  });

  it("S5: with none open there is no oldest", async () => {
    expect((await counting([])()).oldestOpenAt).toBeNull();
  });
});
