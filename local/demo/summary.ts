import type { ShownClientBook } from "./client-book";
import type { DemoRun, Figures } from "./figures";
import type { BrokenRow } from "./read-customers";

const shownAtMost = 20;

/** The summary for the reader. */
export function summaryOf(figures: Figures): string {
  const line = (what: string, value: string) => `${what.padEnd(30)} ${value}`;
  const value = (name: string) => (figures[name] ?? 0).toLocaleString("en");
  const seconds = (ms: string) => `${((figures[ms] ?? 0) / 1000).toFixed(2)} s`;
  const reasons = `profile ${value("asyncReasonProfile")}, headquarters unavailable ${value("asyncReasonHeadquartersUnavailable")}`;
  return [
    "",
    line("Rows", `${value("rows")} (${value("repeatedRows")} repeated, ${value("brokenRows")} broken)`),
    line("Distinct customers", value("customers")),
    line("Created synchronously", value("createdSync")),
    line("Created asynchronously", `${value("createdAsync")} (${reasons})`),
    line("Failures", value("failures")),
    line("Numbered in their channel", value("numbered")),
    line("Distinct account numbers", value("distinctAccountNumbers")),
    line("Async, create to number", `median ${seconds("asyncNumberedMedianMs")}, p99 ${seconds("asyncNumberedP99Ms")}`),
    line("Seconds in all", `${value("seconds")} (${value("startSeconds")} of them the start of the environment)`),
    line("Creates per second", value("createsPerSecond")),
    line("Customers per second", `${value("customersPerSecond")} (created, numbered and read back)`),
    line(
      "Cosmos requests per customer",
      `${value("cosmosRequestsPerCustomer")} (reading it back included, ${value("readsPerCustomer")} calls each)`,
    ),
    line("Request units per customer", value("requestUnitsPerCustomer")),
    "",
  ].join("\n");
}

/** A client book and a card of it; nothing where there is none. */
export function clientBookText(book: ShownClientBook | undefined): readonly string[] {
  if (book === undefined) return [];
  const { clientBookId, clients, card } = book;
  const { name, accountNumberDisplay, email, phone, worker, slots } = card;
  const rows = [
    `${name}, ${accountNumberDisplay}`,
    [email, phone].filter((contact) => contact !== null).join(", "),
    ...slots.map(({ label, value }) => `${label}: ${value}`),
  ];
  return [
    `Client book ${clientBookId} of worker ${worker} with ${clients} clients; one of its cards:`,
    ...rows.filter((row) => row !== "").map((row) => `  ${row}`),
    "",
  ];
}

/** The lines that say which rows made no customer; none when each did. */
export function brokenRowsText(brokenRows: readonly BrokenRow[]): readonly string[] {
  if (brokenRows.length === 0) return [];
  const lines = brokenRows.map(({ line, reason }) => `  line ${line}: ${reason}`);
  return ["Broken rows, which make no customer:", ...shortened(lines)];
}

/** The lines that say what went wrong; none when every customer has an account number of its own. */
export function faultsText({ refused, withoutNumber, numbered }: DemoRun): readonly string[] {
  const failed = [...refused, ...withoutNumber].map(
    ({ customer: { line, request }, reason }) => `  customer ${request.externalReference} (line ${line}): ${reason}`,
  );
  const repeated = repeatedNumbers(numbered).map((number) => `  account number ${number} was given more than once`);
  const faults = [...shortened(failed), ...shortened(repeated)];
  return faults.length === 0 ? [] : ["Not every customer has an account number of its own:", ...faults];
}

function repeatedNumbers(numbered: DemoRun["numbered"]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { accountNumber } of numbered) (seen.has(accountNumber) ? repeated : seen).add(accountNumber);
  return [...repeated];
}

function shortened(lines: readonly string[]): readonly string[] {
  const rest = lines.length - shownAtMost;
  return rest > 0 ? [...lines.slice(0, shownAtMost), `  and ${rest.toLocaleString("en")} more`] : lines;
}
