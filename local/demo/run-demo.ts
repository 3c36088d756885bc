import { createWriteStream } from "node:fs";
import { type RunningEnvironment, startEnvironment } from "../environment/environment";
import type { Ports } from "../environment/ports";
import { awaitAccountNumbers } from "./await-account-numbers";
import { fillClientBook } from "./client-book";
import { createCustomers } from "./create-customers";
import type { DemoRun } from "./figures";
import type { ShowProgress } from "./progress";
import type { CustomerInFile } from "./read-customers";
import { openTill, type TillOptions } from "./till";

export interface DemoOptions {
  readonly customers: readonly CustomerInFile[];
  /** Empty or not there yet. */
  readonly dataFolder: string;
  /** 0 stands for any free one. */
  readonly ports: Ports;
  /** Gets what the functions print. */
  readonly logFile: string;
  /** Ends the demo early, in order. */
  readonly signal: AbortSignal;
  readonly showProgress: ShowProgress;
}

/** The stores whose tills create the customers, one synchronous and one not, and who stands at them. */
const stores = {
  sync: { channelId: "houston", workerId: "000160" },
  async: { channelId: "san-francisco", workerId: "000170" },
};

/** How many of the customers come into the client book of the worker in the synchronous store. */
const mostClients = 12;

/** Creates the customers and fills a client book in an environment of its own, which it stops whatever happens. */
export async function runDemo(options: DemoOptions): Promise<DemoRun> {
  const { dataFolder, ports, logFile, signal } = options;
  const startedAt = performance.now();
  const log = createWriteStream(logFile);
  const environment = await startEnvironment({
    dataFolder,
    ports,
    withStorage: false, // nothing here stores blobs
    onLine: (line) => log.write(`${line}\n`),
  });
  try {
    signal.throwIfAborted();
    return { startSeconds: secondsSince(startedAt), ...(await numberCustomers(environment, options)) };
  } finally {
    await environment.stop();
    log.end();
  }
}

async function numberCustomers(
  environment: RunningEnvironment,
  { customers, signal, showProgress }: DemoOptions,
): Promise<Omit<DemoRun, "startSeconds">> {
  const at = async ({ channelId, workerId }: (typeof stores)["sync"]): Promise<TillOptions> => ({
    baseUrl: environment.baseUrl,
    channelId,
    token: await environment.token.worker(workerId),
    signal,
  });
  const [syncStore, asyncStore] = [await at(stores.sync), await at(stores.async)];
  const tills = { sync: openTill(syncStore), async: openTill(asyncStore) };
  const requests = `http://localhost:${environment.emulators.ports.cosmos}/_emulator/requests`;
  await fetch(requests, { method: "DELETE" });

  const startedAt = performance.now();
  const creations = await showProgress("Creating", customers.length, (advance) =>
    createCustomers(customers, tills, advance),
  );
  const createSeconds = secondsSince(startedAt);
  const accountNumbers = await showProgress("Account numbers", creations.created.length, (advance) =>
    awaitAccountNumbers(creations.created, advance, signal),
  );
  const customersSeconds = secondsSince(startedAt);
  const cosmos = (await (await fetch(requests)).json()) as DemoRun["cosmos"];
  const [first, ...others] = accountNumbers.numbered.slice(0, mostClients).map(({ answer }) => answer.customerId);
  const clientBook = first === undefined ? undefined : await fillClientBook(syncStore, [first, ...others]);
  return { ...creations, ...accountNumbers, createSeconds, customersSeconds, cosmos, clientBook };
}

const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1000;
