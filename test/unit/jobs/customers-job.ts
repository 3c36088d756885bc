import { groupsOfBooks, type Membership } from "../../../shared/clienteling";
import type { HeadquartersCustomer } from "../../../shared/customers";
import { numbered } from "../../../shared/customers/headquarters-customers";
import { distributeCustomers } from "../../../shared/jobs";
import { groupCounts } from "../../../shared/jobs/group-counts";
import { entry, membershipOf } from "../clienteling/members";
import { made } from "../customers/new";
import { memoryConfiguration } from "../headquarters/memory-configuration";
import { seeded } from "../headquarters/seeded";
import { memoryCopies } from "./memory-copies";

const now = () => new Date("2026-03-01T10:00:00Z");

/** A customer as headquarters knows it. */
export function known(customerId: string, addressBookIds: string[], revision = 1): HeadquartersCustomer {
  const customer = { ...made({ firstName: "Ana" }), customerId, addressBookIds };
  const assigned = { requestHash: null, possibleDuplicates: [], now: new Date("2026-03-01T09:30:00Z") };
  return { ...numbered({ customer, accountNumber: `00-${customerId}`, ...assigned }), revision };
}

/**
 * Job 1010 with headquarters and the channel databases in memory: a change feed of pages of one customer each, as last
 * written, and the checkpoint that the job keeps from run to run.
 */
export function customersJob(copies = memoryCopies()) {
  const configuration = memoryConfiguration(seeded);
  const memberships = new Map<string, Membership>();
  const feed = new Map<string, { place: number; customer: HeadquartersCustomer }>();
  let places = 0;
  let checkpoint: string | undefined;
  const written = () => [...feed.values()].sort((one, other) => one.place - other.place);

  async function* after(continuation: string | undefined, wanted: (customer: HeadquartersCustomer) => boolean) {
    for (let at = Number(continuation ?? 0); ; ) {
      const next = written().find(({ place, customer }) => place > at && wanted(customer));
      if (next === undefined) return;
      at = next.place;
      yield { customers: [next.customer], memberIds: [], continuation: String(at) };
    }
  }
  const channelCustomers = {
    pendingWork: async (groupId: string, id: string) => ({ copy: copies.copy(groupId, id), operations: [] }),
  };
  const job = distributeCustomers({
    changes: { since: (continuation) => after(continuation, () => true) },
    customersOfBooks: (books, continuation) =>
      after(continuation, ({ customer }) => customer.addressBookIds.some((book) => books.includes(book))),
    async *membersOfClientBooks(workerIds, continuation) {
      const all = [...memberships].filter(([, { entries }]) => entries.some((one) => workerIds.includes(one.workerId)));
      for (let at = Number(continuation ?? 0); at < all.length; at += 1)
        yield { memberIds: [all[at]?.[0] ?? ""], continuation: at + 1 < all.length ? String(at + 1) : undefined };
    },
    copies: copies.port,
    channelCustomers,
    findClients: async (customers, memberIds) =>
      [...customers, ...memberIds.flatMap((id) => feed.get(id)?.customer ?? [])].flatMap((one) => {
        const membership = memberships.get(one.customer.customerId);
        return membership ? [{ ...one, membership }] : [];
      }),
    groupsOfBooks: groupsOfBooks(configuration),
    bringCards: async (_, clients) => clients.length,
    configuration,
    now,
  });

  /** Runs it, and answers its counts; with `steps` it is killed after as many. */
  async function run(mode: "delta" | "full" = "delta", steps = Number.POSITIVE_INFINITY) {
    const counts = groupCounts();
    let left = steps;
    const step = async (reached = checkpoint) => {
      if (left === 0) throw new Error("It was killed.");
      left -= 1;
      checkpoint = reached;
    };
    await job({ mode, checkpoint, count: counts.add, step }).catch((error: Error) => {
      if (left > 0) throw error;
    });
    return counts.all();
  }
  return {
    copies,
    configuration,
    run,
    write(...customers: HeadquartersCustomer[]) {
      for (const customer of customers) {
        places += 1;
        feed.set(customer.customer.customerId, { place: places, customer });
      }
    },
    /** The customer is in the book of this associate from now on. */
    addToBook(customerId: string, workerId: string) {
      memberships.set(customerId, membershipOf(customerId, 1, entry(workerId)));
    },
    checkpoint: () => checkpoint,
  };
}
