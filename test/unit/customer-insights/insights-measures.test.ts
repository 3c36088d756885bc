import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { insightsMeasures } from "../../../shared/platform/customer-insights/insights-measures";
import type { CustomerMeasures } from "../../../shared/platform/customer-insights/insights-source";
import { until } from "../../environment/until";
import { recordingLog } from "../log";
import { insights } from "./insights";

const minute = 60_000;
const settings = {
  deadlineMs: 5_000,
  cacheMs: minute,
  unknownCacheMs: minute,
  concurrency: 4,
  failures: 3,
  pauseMs: minute,
};

const even = (accountNumber: string) => /[02468]$/.test(accountNumber);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(1_000 + 2 * index));

/** Knows the even account numbers; each answer waits for what `meanwhile` gives. */
function source(meanwhile: () => Promise<unknown> = async () => undefined) {
  const asked: (readonly string[])[] = [];
  const from = {
    listMeasures: async () => [],
    async findCustomers(accountNumbers: readonly string[]): Promise<ReadonlyMap<string, CustomerMeasures>> {
      asked.push(accountNumbers);
      await meanwhile();
      const all = { LifetimeValue: 12.5, ChurnProbability: 0.3, Empty: null };
      return new Map(accountNumbers.filter(even).map((accountNumber) => [accountNumber, all]));
    },
  };
  return { asked, from };
}

function reading(meanwhile?: () => Promise<unknown>, changes: Partial<typeof settings> = {}) {
  const { asked, from } = source(meanwhile);
  const log = recordingLog();
  const readMeasures = insightsMeasures(() => from, { ...settings, ...changes }, log);
  return { asked, log, read: (...accountNumbers: string[]) => readMeasures(insights, accountNumbers) };
}

const away = () => Promise.reject(new Failure("dependency-unavailable", "Customer Insights answered 500."));
const forEver = () => new Promise(() => undefined);

describe("measures for cards", () => {
  it("I5: are the selected ones of customers that are known; the others are said to be unknown", async () => {
    const { read } = reading();
    expect(await read("2", "3")).toEqual(
      new Map<string, unknown>([
        ["2", { LifetimeValue: 12.5 }],
        ["3", "unknownCustomer"],
      ]),
    );
  });

  it("I6: are asked for in batches of 50 at most, and once, known or not", async () => {
    const { asked, read } = reading();
    await read(...numbers(120), "3");
    expect(asked.map((batch) => batch.length)).toEqual([50, 50, 21]);
    await read(...numbers(120), "3");
    expect(asked).toHaveLength(3);
  });

  it("I6: are kept for their time, and an unknown customer for its own", async () => {
    const { asked, read } = reading(undefined, { unknownCacheMs: 1 });
    await until("the unknown one is asked for again, alone", async () => {
      await read("2", "3");
      return asked.length > 1;
    });
    expect(asked[1]).toEqual(["3"]);
  });

  it("I5: callers at once share one request", async () => {
    const { asked, read } = reading();
    const answers = await Promise.all([read("2", "4"), read("4", "6"), read("2")]);
    expect(asked).toEqual([["2", "4"], ["6"]]);
    expect(answers.map((answer) => answer.get("4"))).toEqual([
      { LifetimeValue: 12.5 },
      { LifetimeValue: 12.5 },
      undefined,
    ]);
  });

  it("I5: are unavailable at the deadline, and there for the next look when they come late", async () => {
    let release: (value?: unknown) => void = () => undefined;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const { asked, read } = reading(() => held, { deadlineMs: 20 });
    expect(await read("2")).toEqual(new Map([["2", "unavailable"]]));
    release();
    await until("the late answer is kept", async () => (await read("2")).get("2") !== "unavailable");
    expect(asked).toHaveLength(1);
  });

  it("I5: what is cached is answered while the rest is unavailable", async () => {
    let works = true;
    const { read } = reading(() => (works ? Promise.resolve() : away()));
    await read("2");
    works = false;
    expect(await read("2", "4")).toEqual(
      new Map<string, unknown>([
        ["2", { LifetimeValue: 12.5 }],
        ["4", "unavailable"],
      ]),
    );
  });

  it("I5: after failures in a row Customer Insights is left alone, and tried again after the pause", async () => {
    let works = false;
    const { asked, log, read } = reading(() => (works ? Promise.resolve() : away()), { pauseMs: 30 });
    for (const accountNumber of ["2", "4", "6"]) await read(accountNumber);
    const failed = asked.length;
    expect(await read("8")).toEqual(new Map([["8", "unavailable"]]));
    expect([failed, asked.length]).toEqual([3, 3]);
    expect(log.events.filter((event) => event === "customer-insights.left-alone")).toHaveLength(1);
    works = true;
    await until("it is back by itself", async () => (await read("8")).get("8") !== "unavailable");
    expect(log.events).toContain("customer-insights.back");
  });

  it("I5: a hanging Customer Insights has only so many requests under way", async () => {
    const { asked, read } = reading(forEver, { deadlineMs: 20, concurrency: 2 });
    for (const accountNumber of numbers(10)) await read(accountNumber);
    expect(asked).toHaveLength(2);
  });

  it("I5: is left alone for as long as it asks for", async () => {
    const throttling = () =>
      Promise.reject(
        new Failure("dependency-unavailable", "Customer Insights answered 429.", { retryAfterMs: minute }),
      );
    const { asked, read } = reading(throttling);
    await read("2");
    await read("4");
    expect(asked).toEqual([["2"]]);
  });

  it("I5: even a fault that nobody foresaw leaves cards without measures, and is logged without its message", async () => {
    const { log, read } = reading(() => Promise.reject(new TypeError("Ana Bowman is no number.")));
    expect(await read("2")).toEqual(new Map([["2", "unavailable"]]));
    expect(log.fields).toEqual([{ reason: "TypeError" }]);
  });
});
