import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type MeasuresReader, startMeasuresReader } from "../contract/customer-insights/measures-reader";
import { firstSecret, type StandIns, startStandIns } from "../contract/customer-insights/stand-ins";
import { until } from "../environment/until";

const deadlineMs = 700;
/** Where every read has to succeed, however busy the machine is. */
const patient = { CUSTOMER_INSIGHTS_DEADLINE_MS: "10000" };
/** What a busy machine may add to a deadline. */
const slackMs = 4_000;

let latest = 1_000;
/** Account numbers that nobody asked for before; Customer Insights knows them. */
const unseen = (count: number) => {
  const numbers = Array.from({ length: count }, (_, index) => `00-${latest + 2 * index}`);
  latest += 2 * count;
  return numbers;
};

describe("reading measures", () => {
  let standIns: StandIns;
  const readers: MeasuresReader[] = [];

  beforeAll(async () => {
    standIns = await startStandIns();
  });
  afterEach(async () => {
    for (const part of ["entra", "keyVault", "customerInsights"] as const) await standIns.faults(part, []);
    const printed = readers.map((reader) => reader.printed()).join("\n");
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    expect(printed).not.toMatch(/client-secret|eyJ/);
  });
  afterAll(() => standIns?.stop());

  function start(changes: Readonly<Record<string, string>> = {}) {
    const settings = { ...standIns.settings, CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: "300", ...changes };
    const reader = startMeasuresReader(settings, standIns.caFile);
    readers.push(reader);
    return reader;
  }

  /** How many of these customers got measures, and how long it took. */
  async function known(reader: MeasuresReader, accountNumbers: readonly string[], api?: "dataverse") {
    const { answers, tookMs } = await reader.read(standIns.insights(api), accountNumbers);
    const count = accountNumbers.filter((one) => typeof answers.get(one) === "object").length;
    return { count, tookMs };
  }

  const knowsAgain = (reader: MeasuresReader) =>
    until("measures are there again, by themselves", async () => (await known(reader, unseen(1))).count === 1);

  it("I6: both APIs give the same measures, and neither knows whom Customer Insights does not", async () => {
    const reader = start();
    const accountNumbers = ["00-00000002", "00-00000003", "O'Neill & 8"];
    await until("the first tokens are there", async () => (await known(reader, unseen(1))).count === 1);
    const { answers } = await reader.read(standIns.insights(), accountNumbers);
    expect(answers).toEqual(
      new Map<string, unknown>([
        ["00-00000002", { ChurnProbability: expect.any(Number), LifetimeValue: expect.any(Number) }],
        ["00-00000003", "unknownCustomer"],
        ["O'Neill & 8", { ChurnProbability: expect.any(Number), LifetimeValue: expect.any(Number) }],
      ]),
    );
    await until("Dataverse has them, too", async () => (await known(reader, unseen(1), "dataverse")).count === 1);
    expect((await reader.read(standIns.insights("dataverse"), accountNumbers)).answers).toEqual(answers);
  });

  it.each([
    ["is down", { drop: true }],
    ["is slow", { delayMs: 10_000 }],
    ["answers 401", { respond: { status: 401 } }],
    ["answers 403", { respond: { status: 403 } }],
    ["answers 429", { respond: { status: 429, retryAfterMs: 1_000 } }],
    ["answers 500", { respond: { status: 500 } }],
    ["answers broken JSON", { respond: { status: 200, body: '{ "value": [{ "Acc' } }],
    ["answers in another shape", { respond: { status: 200, body: '{ "values": [] }' } }],
  ])(
    "I5: while Customer Insights %s cards get nothing within the deadline, and it recovers by itself",
    async (_, fault) => {
      const reader = start();
      await knowsAgain(reader);
      await standIns.faults("customerInsights", [{ match: { path: "/data/" }, ...fault }]);
      const readings = await Promise.all(Array.from({ length: 20 }, () => known(reader, unseen(60))));
      expect(readings.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, () => 0));
      expect(Math.max(...readings.map(({ tookMs }) => tookMs))).toBeLessThan(deadlineMs + slackMs);
      await standIns.faults("customerInsights", []);
      await knowsAgain(reader);
    },
  );

  it.each(["keyVault", "entra"] as const)("I5: without %s from the start it is the same", async (part) => {
    const reader = start();
    await standIns.faults(part, [{ delayMs: 3_000 }]);
    const slow = await known(reader, unseen(2));
    await standIns.faults(part, [{ drop: true }]);
    const down = await known(reader, unseen(2));
    expect([slow.count, down.count]).toEqual([0, 0]);
    expect(Math.max(slow.tookMs, down.tookMs)).toBeLessThan(deadlineMs + slackMs);
    await standIns.faults(part, []);
    await knowsAgain(reader);
  });

  it("I3: a Key Vault that goes away later takes nothing from cards", async () => {
    const reader = start({ CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.01" });
    await knowsAgain(reader);
    for (const fault of [{ delayMs: 10_000 }, { drop: true }]) {
      await standIns.faults("keyVault", [fault]);
      for (let times = 0; times < 5; times += 1) expect(await known(reader, unseen(3))).toMatchObject({ count: 3 });
    }
  });

  it("I3: a secret is rotated under load without a failed read", async () => {
    const reader = start({ CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.05", ...patient });
    await knowsAgain(reader);
    let goesOn = true;
    let missed = 0;
    const load = Array.from({ length: 8 }, async () => {
      while (goesOn) missed += (await known(reader, unseen(1))).count === 1 ? 0 : 1;
    });
    const tokens = async () => (await standIns.counts("entra"))["token"]?.count ?? 0;
    const before = await tokens();
    await standIns.setValidSecrets(firstSecret, "the-second-client-secret");
    await standIns.setSecret("the-second-client-secret");
    await until("the new version is taken up", async () => (await tokens()) > before);
    await standIns.setValidSecrets("the-second-client-secret");
    await standIns.faults("customerInsights", [{ match: { path: "/data/" }, respond: { status: 401 }, times: 3 }]);
    for (let times = 0; times < 20; times += 1) await known(reader, unseen(1));
    goesOn = false;
    await Promise.all(load);
    expect(missed).toBe(0);
    await standIns.setValidSecrets(firstSecret);
    await standIns.setSecret(firstSecret);
  });

  it("I3: the old secret disabled at Entra: the very read that is refused picks the new one", async () => {
    const reader = start({ CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "3600", ...patient });
    await knowsAgain(reader);
    await standIns.setSecret("the-third-client-secret");
    await standIns.setValidSecrets("the-third-client-secret");
    await standIns.faults("customerInsights", [{ match: { path: "/data/" }, respond: { status: 401 }, times: 1 }]);
    expect(await known(reader, unseen(1))).toMatchObject({ count: 1 });
    await standIns.setValidSecrets(firstSecret);
    await standIns.setSecret(firstSecret);
  });

  it("I3: a secret that Entra refuses is read again, past the cache", async () => {
    const reader = start({ CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "3600" });
    await standIns.setValidSecrets("the-fourth-client-secret");
    expect((await known(reader, unseen(1))).count).toBe(0);
    await standIns.setSecret("the-fourth-client-secret");
    await knowsAgain(reader);
    await standIns.setValidSecrets(firstSecret);
    await standIns.setSecret(firstSecret);
  });

  it("I3: while Entra does not know a new version yet, the former one goes on", async () => {
    const reader = start({ CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "0.01", ...patient });
    await knowsAgain(reader);
    const reads = async () => (await standIns.counts("keyVault"))["get-secret"]?.count ?? 0;
    const before = await reads();
    await standIns.setSecret("not-known-yet-client-secret");
    await until("the new version was read", async () => {
      expect(await known(reader, unseen(1))).toMatchObject({ count: 1 });
      return (await reads()) > before + 2;
    });
    await standIns.setSecret(firstSecret);
  });
});
