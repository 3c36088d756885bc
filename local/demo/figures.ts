import type { AccountNumbers, NumberedCustomer } from "./await-account-numbers";
import type { ShownClientBook } from "./client-book";
import type { Creations } from "./create-customers";
import type { CustomersFile } from "./read-customers";

/** What one run of the demo did. */
export interface DemoRun extends Creations, AccountNumbers {
  readonly startSeconds: number;
  readonly createSeconds: number;
  /** From the first create until the last account number was read back. */
  readonly customersSeconds: number;
  /** Since the first create, by all parts of the product, the demo's reading back included. */
  readonly cosmos: { readonly total: number; readonly requestUnits: number };
  /** Undefined when no customer was numbered. */
  readonly clientBook: ShownClientBook | undefined;
}

export type Figures = Readonly<Record<string, number>>;

/** The figures of a run, flat. */
export function figuresOf(file: CustomersFile, run: DemoRun): Figures {
  const { created, numbered, cosmos } = run;
  const createdIn = (mode: string) => created.filter(({ answer }) => answer.creationMode === mode).length;
  const createdFor = (reason: string) => created.filter(({ answer }) => answer.asyncReason === reason).length;
  const times = numbered
    .filter(({ answer }) => answer.creationMode === "async")
    .map(numberedAfterMs)
    .sort((a, b) => a - b);
  const perCustomer = (count: number) => rounded(count / Math.max(created.length, 1), 2);
  return {
    rows: file.rows,
    brokenRows: file.brokenRows.length,
    repeatedRows: file.repeatedRows,
    customers: file.customers.length,
    createdSync: createdIn("sync"),
    createdAsync: createdIn("async"),
    asyncReasonProfile: createdFor("profile"),
    asyncReasonHeadquartersUnavailable: createdFor("headquartersUnavailable"),
    failures: run.refused.length + run.withoutNumber.length,
    numbered: numbered.length,
    distinctAccountNumbers: new Set(numbered.map(({ accountNumber }) => accountNumber)).size,
    asyncNumberedMedianMs: percentile(times, 0.5),
    asyncNumberedP99Ms: percentile(times, 0.99),
    startSeconds: rounded(run.startSeconds, 1),
    createSeconds: rounded(run.createSeconds, 1),
    customersSeconds: rounded(run.customersSeconds, 1),
    seconds: rounded(run.startSeconds + run.customersSeconds, 1),
    createsPerSecond: rounded(created.length / run.createSeconds, 1),
    customersPerSecond: rounded(numbered.length / run.customersSeconds, 1),
    cosmosRequests: cosmos.total,
    cosmosRequestUnits: rounded(cosmos.requestUnits, 2),
    cosmosRequestsPerCustomer: perCustomer(cosmos.total),
    requestUnitsPerCustomer: perCustomer(cosmos.requestUnits),
    readsPerCustomer: perCustomer(run.reads),
    clientBookClients: run.clientBook?.clients ?? 0,
  };
}

const numberedAfterMs = ({ shown: { syncTimeline } }: NumberedCustomer) =>
  Date.parse(syncTimeline.distributed ?? "") - Date.parse(syncTimeline.created);

/** The smallest value that so large a part of the sorted values does not exceed; 0 where there is none. */
const percentile = (sorted: readonly number[], part: number) => sorted[Math.ceil(sorted.length * part) - 1] ?? 0;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
