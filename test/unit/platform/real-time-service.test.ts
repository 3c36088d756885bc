import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../../../shared/failure";
import { realTimeService } from "../../../shared/platform/real-time/real-time-service";

const settings = { deadlineMs: 1_500, failures: 3, pauseMs: 5_000 };
const away = { kind: "headquarters-unavailable" };
const failing = () => Promise.reject(new Failure("headquarters-unavailable", "Away."));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function failedThrice() {
  const call = realTimeService(settings);
  for (let times = 0; times < 3; times += 1) await expect(call(failing)).rejects.toMatchObject(away);
  return call;
}

describe("the real-time service", () => {
  it("C2: a call that does not answer within the deadline is headquarters away, and is told to stop", async () => {
    let aborted = false;
    const hanging = (signal: AbortSignal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(signal.reason);
        });
      });
    const refused = expect(realTimeService(settings)(hanging)).rejects.toMatchObject(away);
    await vi.advanceTimersByTimeAsync(1_500);
    await refused;
    expect(aborted).toBe(true);
  });

  it("C2: the deadline holds for a call that does not listen", async () => {
    const refused = expect(realTimeService(settings)(() => new Promise(() => undefined))).rejects.toMatchObject(away);
    await vi.advanceTimersByTimeAsync(1_500);
    await refused;
  });

  it("C2: after failures in a row headquarters is left alone, and callers do not wait", async () => {
    const call = await failedThrice();
    await expect(call(() => Promise.resolve("not called"))).rejects.toMatchObject({
      ...away,
      details: { retryAfterMs: 5_000 },
    });
  });

  it("C2: after the pause one call tries; when it succeeds all go through", async () => {
    const call = await failedThrice();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await call(() => Promise.resolve("back"))).toBe("back");
    expect(await call(() => Promise.resolve("back"))).toBe("back");
  });

  it("C2: when the trial fails headquarters is left alone again", async () => {
    const call = await failedThrice();
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(call(failing)).rejects.toMatchObject(away);
    await expect(call(() => Promise.resolve("not called"))).rejects.toMatchObject(away);
  });

  it("C2: what headquarters refuses opens nothing", async () => {
    const call = realTimeService(settings);
    const refusing = () => Promise.reject(new Failure("reference-missing", "No such group."));
    for (let times = 0; times < 10; times += 1)
      await expect(call(refusing)).rejects.toMatchObject({ kind: "reference-missing" });
    expect(await call(() => Promise.resolve("open"))).toBe("open");
  });
});
