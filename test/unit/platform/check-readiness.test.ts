import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkReadiness } from "../../../shared/health";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noWarnings = async () => [];

describe("readiness", () => {
  it("is ready when every dependency answers", async () => {
    expect(await checkReadiness({ a: async () => "up", b: async () => "up" }, noWarnings)()).toMatchObject({
      state: "ready",
    });
  });

  it("I4: passes warnings on, and goes without those that do not come", async () => {
    const probes = { a: async () => "up" };
    expect(await checkReadiness(probes, async () => ["Soon."])()).toMatchObject({
      state: "ready",
      warnings: ["Soon."],
    });
    const refused = checkReadiness(probes, () => Promise.reject(new Error("Away.")))();
    expect(await refused).toMatchObject({ state: "ready", warnings: [] });
    const hanging = checkReadiness(probes, () => new Promise(() => undefined))();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await hanging).toMatchObject({ state: "ready", warnings: [] });
  });

  it("names what is down, because it refuses or because it does not answer in time", async () => {
    const refuses = () => Promise.reject(new Error("Away."));
    const asking = checkReadiness(
      { up: async () => 1, refuses, hangs: () => new Promise(() => undefined) },
      noWarnings,
    )();
    await vi.advanceTimersByTimeAsync(3_000);
    const { state, dependencies } = await asking;
    expect(state).toBe("notReady");
    expect(dependencies.map((one) => [one.name, one.state])).toEqual([
      ["up", "up"],
      ["refuses", "down"],
      ["hangs", "down"],
    ]);
  });
});
