import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { formatNumber, type NumberBlock, nextNumber } from "../../../shared/headquarters";
import { recordingLog, silent } from "../log";

/** A sequence whose blocks are handed out when the test says so. */
function sequence(blockSize: number, largest = 1000) {
  let next = 1;
  let asked = 0;
  let opened: Promise<void> = Promise.resolve();
  let open: () => void = () => undefined;
  return {
    asked: () => asked,
    shut: () => {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    async takeBlock(): Promise<NumberBlock> {
      asked += 1;
      await opened;
      if (next > largest) throw new Failure("number-sequence-exhausted", "It is exhausted.");
      const first = next;
      next = Math.min(next + blockSize, largest + 1);
      return { format: "00-########", first, last: next - 1, remaining: largest + 1 - next };
    },
  };
}

const many = (count: number, ask: () => Promise<string>) => Promise.all(Array.from({ length: count }, ask));

describe("account numbers", () => {
  it.each([
    ["00-########", 4021, "00-00004021"],
    ["CB-#####", 7, "CB-00007"],
    ["##/A", 99, "99/A"],
    ["#", 0, "0"],
  ])("S7: the format %s makes %d the number %s", (format, value, number) => {
    expect(formatNumber(format, value)).toBe(number);
  });

  it("S7: a number that the format cannot hold is an exhausted sequence", () => {
    expect(() => formatNumber("##", 100)).toThrow(expect.objectContaining({ kind: "number-sequence-exhausted" }));
  });

  it("S7: callers at once get distinct numbers, in blocks, each block asked for once", async () => {
    const numbers = sequence(50);
    const next = nextNumber(numbers, silent);
    const given = await many(200, () => next("customer-account"));
    expect(new Set(given).size).toBe(200);
    expect(numbers.asked()).toBe(4);
  });

  it("S7: a sequence warns long before it is exhausted", async () => {
    const plenty = recordingLog();
    await nextNumber(sequence(10, 1_000_000), plenty)("customer-account");
    expect(plenty.events).not.toContain("number-sequence.nearly-exhausted");
    const scarce = recordingLog();
    await nextNumber(sequence(10, 5_000), scarce)("customer-account");
    expect(scarce.events).toContain("number-sequence.nearly-exhausted");
  });

  it("S7: two instances never give the same number", async () => {
    const numbers = sequence(7);
    const instances = [nextNumber(numbers, silent), nextNumber(numbers, silent)];
    const given = await Promise.all(instances.map((next) => many(50, () => next("customer-account"))));
    expect(new Set(given.flat()).size).toBe(100);
  });

  it("S7: sequences do not share blocks", async () => {
    const next = nextNumber(sequence(5), silent);
    expect(await next("customer-account")).toBe("00-00000001");
    expect(await next("client-book")).toBe("00-00000006");
  });

  it("S7: exhaustion refuses those who got none, and numbers flow again when the sequence is enlarged", async () => {
    const numbers = sequence(10, 10);
    const next = nextNumber(numbers, silent);
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => next("customer-account")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    await expect(next("customer-account")).rejects.toMatchObject({ kind: "number-sequence-exhausted" });
  });

  it("S7: a caller that gives up does not take the block from the others", async () => {
    const numbers = sequence(5);
    numbers.shut();
    const next = nextNumber(numbers, silent);
    const deadline = new AbortController();
    const impatient = next("customer-account", deadline.signal);
    const patient = next("customer-account");
    deadline.abort();
    await expect(impatient).rejects.toMatchObject({ name: "AbortError" });
    numbers.open();
    expect(await patient).toBe("00-00000001");
    expect(numbers.asked()).toBe(1);
  });

  it("S7: a block that could not be had is asked for again by the next caller", async () => {
    let fails = true;
    const numbers = sequence(5);
    const takeBlock = async () => {
      if (fails) throw new Failure("headquarters-unavailable", "Away.");
      return numbers.takeBlock();
    };
    const next = nextNumber({ takeBlock }, silent);
    await expect(next("customer-account")).rejects.toMatchObject({ kind: "headquarters-unavailable" });
    fails = false;
    expect(await next("customer-account")).toBe("00-00000001");
  });
});
