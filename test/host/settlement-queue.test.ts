import { describe, expect, it } from "vitest";
import { settlementQueue } from "../../local/host/service-bus/settlement-queue";

/** Settlements that end when the test says so, and what has begun. */
function settlements() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const settlement = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  return { begun, settlement, end: (name: string) => ends.get(name)?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("settlements of one receiver", () => {
  it("overlap when they are of one kind", async () => {
    const { begun, settlement } = settlements();
    const settle = settlementQueue();
    void settle("complete", settlement("first"));
    void settle("complete", settlement("second"));
    await turn();
    expect(begun).toEqual(["first", "second"]);
  });

  it("wait for all of the other kind, also when one of those failed", async () => {
    const { begun, settlement, end } = settlements();
    const settle = settlementQueue();
    const failed = settle("complete", () => Promise.reject(new Error("lock lost")));
    void settle("complete", settlement("completed"));
    void settle("abandon", settlement("abandoned"));
    void settle("complete", settlement("completed later"));
    await expect(failed).rejects.toThrow("lock lost");
    await turn();
    expect(begun).toEqual(["completed"]);
    end("completed");
    await turn();
    expect(begun).toEqual(["completed", "abandoned"]);
    end("abandoned");
    await turn();
    expect(begun).toEqual(["completed", "abandoned", "completed later"]);
  });
});
