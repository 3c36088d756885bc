import type { MembersOfClientBooks } from "../clienteling";
import type { CustomersOfAddressBooks, HeadquartersChanges } from "../customers";
import { type CustomersRun, type CustomersRunPorts, customersRun } from "./customers-run";
import { gains, isAnyReadmitted } from "./group-books";
import type { Job } from "./job";
import { movedClientBooks } from "./moved-client-books";

export interface DistributeCustomersPorts extends CustomersRunPorts {
  readonly changes: HeadquartersChanges;
  readonly customersOfBooks: CustomersOfAddressBooks;
  readonly membersOfClientBooks: MembersOfClientBooks;
}

/** What decides which groups hold whom. */
const deciding = ["channels", "channel-database-groups", "workers"] as const;

const fromTheStart = { continuation: null };

/** How many pages of a full run go by before changes since are brought: they do not wait for its end. */
const pagesBetweenDeltas = 20;

/**
 * 1010: brings new and changed customers, their account numbers and client-book cards to the channel databases. Reads
 * headquarters' change feed once and fans it out to the groups (J6). A group that gained address books is given their
 * customers, and the client books of the associates who share them; a full run reads all customers again, and repairs
 * copies that are not what they should be. All of it is in steps of a page, each kept when it is done: a run that was
 * killed is gone on with by the next one, whatever that was asked for.
 */
export function distributeCustomers(ports: DistributeCustomersPorts): Job {
  return async (context) => {
    const run = customersRun(ports, context);
    const isFull = context.mode === "full";
    // At the very first everything is a change: there is nothing else to read in full.
    const isFirst = run.at().changes === null;
    await noteMoves(ports, run, isFirst);
    if (isFull && !isFirst && run.at().full === null) await run.keep({ full: fromTheStart });
    await bringChanges(ports, run, isFull && isFirst);
    await bringGains(ports, run);
    await bringMovedClientBooks(ports, run);
    await bringEverything(ports, run);
  };
}

/** Writes down what has moved to other groups since the last look, before anything is done about it. */
async function noteMoves(
  { configuration }: DistributeCustomersPorts,
  run: CustomersRun,
  isFirst: boolean,
): Promise<void> {
  const { changed } = await configuration.head();
  const before = run.at();
  const latest = Math.max(...deciding.map((collection) => changed[collection] ?? 0));
  if (latest <= before.version) return;
  const { version, books } = await run.readBooks();
  if (isFirst) return run.keep({ version, books });
  const unfinished = before.movedClientBooks?.workerIds ?? [];
  const workerIds = [...new Set([...unfinished, ...(await movedClientBooks(configuration, before, books))])];
  await run.keep({
    version,
    books,
    gains: [...before.gains, ...gains(before.books, books).map((gain) => ({ ...gain, ...fromTheStart }))],
    // A full run that is under way has passed over some of the copies of a group that comes back.
    full: isAnyReadmitted(before.books, books) ? fromTheStart : before.full,
    movedClientBooks: workerIds.length === 0 ? null : { workerIds, ...fromTheStart },
  });
}

async function bringChanges({ changes }: DistributeCustomersPorts, run: CustomersRun, repair: boolean): Promise<void> {
  for await (const page of changes.since(run.at().changes ?? undefined)) {
    await run.bringPage(page, repair);
    await run.keep({ changes: page.continuation });
  }
}

async function bringGains({ customersOfBooks }: DistributeCustomersPorts, run: CustomersRun): Promise<void> {
  for (let [gain, ...others] = run.at().gains; gain !== undefined; [gain, ...others] = run.at().gains) {
    for await (const page of customersOfBooks(gain.addressBookIds, gain.continuation ?? undefined)) {
      await run.bringTo(gain, page.customers);
      if (page.continuation) await run.keep({ gains: [{ ...gain, continuation: page.continuation }, ...others] });
    }
    await run.keep({ gains: others });
  }
}

async function bringMovedClientBooks(
  { membersOfClientBooks }: DistributeCustomersPorts,
  run: CustomersRun,
): Promise<void> {
  const moved = run.at().movedClientBooks;
  if (moved === null) return;
  for await (const { memberIds, continuation } of membersOfClientBooks(
    moved.workerIds,
    moved.continuation ?? undefined,
  )) {
    await run.bringPage({ customers: [], memberIds }, false);
    if (continuation) await run.keep({ movedClientBooks: { ...moved, continuation } });
  }
  await run.keep({ movedClientBooks: null });
}

async function bringEverything(ports: DistributeCustomersPorts, run: CustomersRun): Promise<void> {
  const { full } = run.at();
  if (full === null) return;
  let pages = 0;
  for await (const page of ports.changes.since(full.continuation ?? undefined)) {
    await run.bringPage(page, true);
    await run.keep({ full: { continuation: page.continuation } });
    pages += 1;
    if (pages % pagesBetweenDeltas === 0) await bringChanges(ports, run, false);
  }
  await run.keep({ full: null });
}
