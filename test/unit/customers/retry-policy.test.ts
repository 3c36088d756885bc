import { describe, expect, it } from "vitest";
import { retryDelayMs } from "../../../shared/customers/synchronization/retry-policy";

const policy = { firstDelayMs: 1_000, longestDelayMs: 300_000, giveUpAfterMs: 24 * 3_600_000 };

describe("retry policy", () => {
  it("S5: the delay doubles from one second to five minutes", () => {
    const delays = [1, 2, 3, 4, 9, 10, 50, 5_000].map((attempts) => retryDelayMs(policy, attempts));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000, 300_000]);
  });

  it("S5: it is never shorter than what the dependency asked for", () => {
    expect(retryDelayMs(policy, 1, 5_000)).toBe(5_000);
    expect(retryDelayMs(policy, 5, 5_000)).toBe(16_000);
  });
});
