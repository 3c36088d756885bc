import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { multiply } from "./multiply";
import { type Cost, costOf, type Known, runTimer, useCases } from "./use-case-costs";

const delayMs = 300;
/** The page without the spaces that line its tables up. */
const stated = readFileSync("docs/costs.md", "utf8").replace(/ {2,}/g, " ");

describe("requests to Cosmos", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let cases: ReturnType<typeof useCases>;
  let known: Known;

  beforeAll(async () => {
    const settings = { CONFIGURATION_CACHE_SECONDS: "3600", SIGNAL_GRACE_SECONDS: "3600" };
    environment = await startTestEnvironment({ withStorage: true, settings });
    const worker = async (id: string) => api(environment, await environment.token.worker(id));
    houston = await worker("000160");
    const administrator = api(environment, await environment.token.administrator());
    const [colleague, sanFrancisco] = [await worker("000162"), await worker("000170")];
    cases = useCases(environment, { houston, colleague, sanFrancisco, administrator });
    // One block of numbers for the whole test: what a block costs, its numbers share.
    const sequence = { format: "00-########", next: 1, smallest: 1, largest: 99_999_999, blockSize: 10_000 };
    await administrator.put("/headquarters/number-sequences/customer-account", sequence);
    const sought = { lastName: "Soughtafter", email: "sought@example.com", phone: "(281) 555-0123" };
    known = (await houston.post("/channels/houston/customers", sought)).body;
    const { body: client } = await houston.post("/channels/houston/customers", { lastName: "Client" });
    await houston.post("/channels/houston/client-book/customers", { customerIds: [client.customerId] });
  }, 60_000);
  afterAll(() => environment?.stop());

  async function grow(count: number) {
    const { body } = await houston.post("/channels/houston/customers", { firstName: "First", lastName: "Last" });
    await multiply(environment, body, count);
    await runTimer(environment, "1010");
  }

  /** The cost of every use case, once caches and connections are warm. */
  async function measure(): Promise<Record<string, Cost>> {
    for (const cause of Object.values(cases)) await costOf(environment, () => cause(known));
    const costs: Record<string, Cost> = {};
    for (const [name, cause] of Object.entries(cases)) {
      if (name.startsWith("1010")) await runTimer(environment, "1010");
      costs[name] = await costOf(environment, () => cause(known));
    }
    return costs;
  }

  /**
   * How many requests of a use case go one after another: how often a delay of every request shows in its time. A
   * machine with much to do gets three tries to be no slower than that.
   */
  async function rounds(cause: () => Promise<unknown>, expected: number): Promise<number> {
    const { faults } = cosmosControls(environment);
    let fewest = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && fewest > expected; tries += 1) {
      await faults([{ delayMs }]);
      const started = performance.now();
      await cause();
      fewest = Math.min(fewest, Math.floor((performance.now() - started) / delayMs));
      await faults([]);
    }
    return fewest;
  }

  /** In whatever order: some are asked for at the same time. */
  const sameRequests = (row: string, list: readonly string[]) => {
    const [, requests = ""] = stated.split(row);
    const [line = ""] = requests.split("|");
    return isDeepStrictEqual(new Set(line.trim().split(", ")), new Set(list));
  };

  it("Q5, J2: costs are equal with 50 and with 2,000 customers, and those that docs/costs.md states", async () => {
    await grow(50);
    const few = await measure();
    await grow(1_950);
    const many = await measure();
    expect(many).toEqual(few);

    const missing: string[] = [];
    for (const [name, { requests, requestUnits, operations }] of Object.entries(few)) {
      const list = Object.entries(operations).map(([operation, count]) =>
        count > 1 ? `${count} × ${operation}` : operation,
      );
      const row = `| ${name} | ${requests} | ${requestUnits} |`;
      if (!sameRequests(row, list)) missing.push(`${row} ${list.join(", ")} |`);
    }
    expect(missing).toEqual([]);
  }, 180_000);

  it.each([
    ["sync create", 3],
    ["sync create with an idempotency key", 3],
    ["sync create that rejects duplicates", 10],
    ["async create", 2],
    ["async create that rejects duplicates", 5],
    ["get by GUID", 1],
    ["get by account number", 1],
    ["search by e-mail", 1],
    ["search by name, two words", 2],
    ["search in the one box, two words", 3],
  ] as const)("C1: a %s takes %d rounds of requests", async (name, expected) => {
    expect(await rounds(() => cases[name](known), expected)).toBe(expected);
    expect(stated).toContain(`| ${name} | ${expected} |`);
  });
});
