import { beforeAll, expect, it } from "vitest";
import { secureFaults } from "../faults/secure-controls";
import { slowest } from "../faults/timed";
import { bookWithMeasures } from "./book-with-measures";

/**
 * I5: however Customer Insights and Key Vault fail, the book opens in time and says so, and recovers by itself. In time
 * is what `limitMs` says, given what a book takes while nothing fails.
 */
export function bookOpensAnyway(limitMs: (ordinaryMs: number) => number): void {
  const { environment, insightsFaults, openBook, openCustomer, states, withMeasures, saysUnavailable, ...book } =
    bookWithMeasures({ CUSTOMER_INSIGHTS_DEADLINE_MS: "700" });
  let ordinaryMs: number;

  beforeAll(async () => {
    await book.enable();
    await book.distribute();
    await withMeasures();
    ordinaryMs = (await openBook()).ms;
  });

  it.each([
    ["is down", { drop: true }],
    ["is slow", { delayMs: 10_000 }],
    ["answers 401", { respond: { status: 401 } }],
    ["answers 403", { respond: { status: 403 } }],
    ["answers 429", { respond: { status: 429, retryAfterMs: 500 } }],
    ["answers 500", { respond: { status: 500 } }],
    ["answers broken JSON", { respond: { status: 200, body: '{ "value": [' } }],
  ])("I5: while Customer Insights %s the book opens and says so, and recovers by itself", async (_, fault) => {
    await withMeasures();
    await insightsFaults([{ match: { path: "/data/" }, ...fault }]);
    const opened = await openBook();
    expect(opened.status).toBe(200);
    expect(opened.ms).toBeLessThan(limitMs(ordinaryMs));
    await saysUnavailable();
    await insightsFaults([]);
    await withMeasures();
  });

  it("I5: a slow Customer Insights does not tie up the host: customers are read as ever beside many books", async () => {
    await withMeasures();
    const many = Array.from({ length: 32 });
    const load = async () => {
      const books = many.map(openBook);
      const customers = await Promise.all(many.map(openCustomer));
      return [...customers, ...(await Promise.all(books))];
    };
    const ordinary = slowest(await load());
    await insightsFaults([{ match: { path: "/data/" }, delayMs: 10_000 }]);
    const answers = await load();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(slowest(answers)).toBeLessThan(limitMs(ordinary));
  });

  it("I5: without Key Vault from the start the book opens and says so, and recovers by itself", async () => {
    await environment().functions.stop();
    await environment().functions.start();
    const ordinary = (await openBook()).ms;
    await environment().functions.stop();
    await secureFaults(environment(), "keyVault")([{ drop: true }]);
    await environment().functions.start();
    const opened = await openBook();
    expect(opened.status).toBe(200);
    expect(opened.ms).toBeLessThan(limitMs(ordinary));
    expect(await states()).toEqual({ known: "unavailable", unknown: "unavailable" });
    await secureFaults(environment(), "keyVault")([]);
    await withMeasures();
  });
}
