import { describe, expect, it } from "vitest";
import { cachedFor } from "../../../shared/platform/cache";
import { until } from "../../environment/until";

function source() {
  let reads = 0;
  let fails = false;
  return {
    reads: () => reads,
    fail: (does: boolean) => {
      fails = does;
    },
    async read(key: string) {
      reads += 1;
      if (fails) throw new Error("Away.");
      return `${key}-${reads}`;
    },
  };
}

describe("the cache of distributed configuration", () => {
  it("J1: reads once per key within the cache time, also for callers at once", async () => {
    const from = source();
    const cached = cachedFor(60_000, from.read);
    const answers = await Promise.all([cached("a"), cached("a"), cached("b")]);
    expect([...answers, await cached("a")]).toEqual(["a-1", "a-1", "b-2", "a-1"]);
  });

  it("J1: reads at once when asked for a fresh answer", async () => {
    const cached = cachedFor(60_000, source().read);
    expect([await cached("a"), await cached("a", true), await cached("a")]).toEqual(["a-1", "a-2", "a-2"]);
  });

  it("J1: reads again after the cache time", async () => {
    const from = source();
    const cached = cachedFor(5, from.read);
    await cached("a");
    expect(await until("another reading", async () => (await cached("a")) !== "a-1" && cached("a"))).toMatch(/^a-\d+$/);
  });

  it("J1: while the source is away the last good answer stands in", async () => {
    const from = source();
    const cached = cachedFor(5, from.read);
    await cached("a");
    from.fail(true);
    await until("a reading that failed", async () => {
      expect(await cached("a")).toBe("a-1");
      return from.reads() > 1;
    });
  });

  it("a first reading that fails is not kept", async () => {
    const from = source();
    const cached = cachedFor(60_000, from.read);
    from.fail(true);
    await expect(cached("a")).rejects.toThrow("Away.");
    from.fail(false);
    expect(await cached("a")).toMatch(/^a-/);
  });

  it("nothing is an answer too", async () => {
    let reads = 0;
    const cached = cachedFor(60_000, async () => {
      reads += 1;
      return undefined;
    });
    expect([await cached("a"), await cached("a"), reads]).toEqual([undefined, undefined, 1]);
  });
});
