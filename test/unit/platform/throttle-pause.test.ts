import type { RequestContext } from "@azure/cosmos";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { throttlePause } from "../../../shared/platform/cosmos/throttle-pause";

const throttled = (retryAfterInMs: number) =>
  Promise.reject(Object.assign(new Error("429"), { code: 429, retryAfterInMs }));

describe("a client whose requests headquarters throttles", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Sends requests through the pause, and says at which millisecond each got through. */
  function client() {
    const started = Date.now();
    const pause = throttlePause();
    const through: number[] = [];
    const context = {} as RequestContext;
    const send = (answer: () => Promise<unknown>) =>
      pause(
        context,
        undefined as never,
        (() => {
          through.push(Date.now() - started);
          return answer();
        }) as never,
      ) as Promise<unknown>;
    return { through, send };
  }

  it("S1: one that is throttled has the others wait for as long as it was asked to", async () => {
    const { through, send } = client();
    await expect(send(() => throttled(700))).rejects.toMatchObject({ code: 429 });
    const others = [send(async () => "one"), send(async () => "two")];
    await vi.advanceTimersByTimeAsync(699);
    expect(through).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(others)).toEqual(["one", "two"]);
    expect(through).toEqual([0, 700, 700]);
  });

  it("S1: no pause is longer than five seconds, and other faults cause none", async () => {
    const { through, send } = client();
    await expect(send(() => throttled(60_000))).rejects.toMatchObject({ code: 429 });
    const next = send(() => Promise.reject(Object.assign(new Error("503"), { code: 503 })));
    const refused = expect(next).rejects.toMatchObject({ code: 503 });
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
    await send(async () => "at once");
    expect(through).toEqual([0, 5_000, 5_000]);
  });
});
