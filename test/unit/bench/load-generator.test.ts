import { describe, expect, it } from "vitest";
import { closedLoop, openLoop } from "../../bench/load/load-generator";

describe("the load generator", () => {
  it("does as many pieces of work as asked for, no more at once than there are connections", async () => {
    let running = 0;
    let most = 0;
    const measured = await closedLoop(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return true;
      },
      { connections: 4, operations: 50 },
    );
    expect(measured).toMatchObject({ errors: 0, wrong: 0, examples: [] });
    expect(measured.latenciesMs).toHaveLength(50);
    expect(most).toBe(4);
  });

  it("tells wrong answers from errors", async () => {
    let turn = 0;
    const measured = await closedLoop(
      async () => {
        turn += 1;
        if (turn === 1) throw new Error("no answer");
        return turn === 2 ? "somebody else" : true;
      },
      { connections: 1, operations: 5 },
    );
    expect(measured).toMatchObject({ errors: 1, wrong: 1 });
    expect(measured.latenciesMs).toHaveLength(3);
    expect(measured.examples).toEqual(["error: Error: no answer", "wrong: somebody else"]);
  });

  it("offers work at its rate even when nothing comes back, and counts latency from when it was due", async () => {
    let release: (value: true) => void = () => {};
    const held = new Promise<true>((resolve) => {
      release = resolve;
    });
    let offered = 0;
    const measuring = openLoop(
      () => {
        offered += 1;
        if (offered === 20) release(true);
        return held;
      },
      { perSecond: 200, seconds: 0.1 },
    );
    const { latenciesMs } = await measuring;
    expect(latenciesMs).toHaveLength(20);
    expect(latenciesMs[0]).toBeGreaterThan(latenciesMs[19] ?? 0);
  });
});
