import { describe, expect, it } from "vitest";
import { countOperations, type StoredListedOperation } from "../../../shared/customers";
import { recordingLog } from "../log";

const numbers: Readonly<Record<string, number>> = { pending: 2, sent: 3, failed: 1 };

function counting(oldest: readonly string[]) {
  const log = recordingLog();
  const count = countOperations({
    operationCounter: { count: async (state) => numbers[state] ?? 0 },
    operationLog: {
      list: async ({ top }) => ({
        operations: oldest.slice(0, top).map((createdAt) => ({ createdAt }) as StoredListedOperation),
        continuation: undefined,
      }),
    },
    log,
    now: () => new Date("2026-03-01T10:00:00Z"),
  });
  return { count, log };
}

describe("counting operations", () => {
  it("S5: answers how many wait or have failed, and logs it with the age of the oldest", async () => {
    const { count, log } = counting(["2026-03-01T09:58:30.000Z"]);
    const oldestOpenAt = "2026-03-01T09:58:30.000Z";
    expect(await count()).toEqual({ pending: 2, sent: 3, failed: 1, oldestOpenAt });
    expect(log.events).toEqual(["operations.counted"]);
    expect(log.fields).toEqual([{ open: 5, failed: 1, oldestAgeSeconds: 90 }]);
  });

  it("S5: with none open the oldest has no age", async () => {
    const { count, log } = counting([]);
    expect((await count()).oldestOpenAt).toBeNull();
    expect(log.fields[0]).toMatchObject({ oldestAgeSeconds: 0 });
  });
});
