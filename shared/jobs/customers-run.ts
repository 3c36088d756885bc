import { type BringCards, type FindClients, type GroupsOfBooks, holdsAny } from "../clienteling";
import {
  type BringCustomers,
  type BringCustomersPorts,
  bringCustomers,
  type ChangedCustomers,
  type HeadquartersCustomer,
} from "../customers";
import type { ConfigurationStore } from "../headquarters";
import { type CustomersCheckpoint, readCheckpoint } from "./customers-checkpoint";
import { type GroupBooks, groupBooks } from "./group-books";
import type { JobContext } from "./job";

export interface CustomersRunPorts extends BringCustomersPorts {
  readonly configuration: ConfigurationStore;
  readonly findClients: FindClients;
  readonly groupsOfBooks: GroupsOfBooks;
  readonly bringCards: BringCards;
}

/** What the parts of one run of 1010 share: where it stands, and how customers get to the groups. */
export interface CustomersRun {
  at(): CustomersCheckpoint;
  /** Keeps where the run stands now, as a finished step. */
  keep(change: Partial<CustomersCheckpoint>): Promise<void>;
  /** The groups' address books, read once a run. */
  readBooks(): Promise<{ readonly version: number; readonly books: GroupBooks }>;
  /** Brings customers of its address books to a group. */
  bringTo(group: Group, customers: readonly HeadquartersCustomer[]): Promise<void>;
  /**
   * Brings customers who changed, and those whose client books changed, to every group that does not exclude the job:
   * copies first, then cards, so that whoever is listed can be opened.
   */
  bringPage(page: Pick<ChangedCustomers, "customers" | "memberIds">, repair: boolean): Promise<void>;
}

interface Group {
  readonly channelDatabaseGroupId: string;
  readonly addressBookIds: readonly string[];
}

export function customersRun(ports: CustomersRunPorts, { checkpoint, count, step }: JobContext): CustomersRun {
  const bring = bringCustomers(ports);
  let state = readCheckpoint(checkpoint);
  let reading: ReturnType<CustomersRun["readBooks"]> | undefined;
  const tell = ({ channelDatabaseGroupId }: Group, { read, written }: Awaited<ReturnType<BringCustomers>>) => {
    if (read > 0) count(channelDatabaseGroupId, read, written);
  };
  const run: CustomersRun = {
    at: () => state,
    keep(change) {
      state = { ...state, ...change };
      return step(JSON.stringify(state));
    },
    readBooks() {
      reading ??= readBooks(ports.configuration);
      return reading;
    },
    async bringTo(group, customers) {
      tell(group, await bring({ ...group, customers, clientIds: new Set(), repair: false }));
    },
    async bringPage(page, repair) {
      if (page.customers.length + page.memberIds.length === 0) return;
      const clients = await ports.findClients(page.customers, page.memberIds);
      const holding = clients.length === 0 ? [] : await ports.groupsOfBooks();
      const groups = Object.entries((await run.readBooks()).books).flatMap(
        ([channelDatabaseGroupId, addressBookIds]) =>
          addressBookIds === null ? [] : [{ channelDatabaseGroupId, addressBookIds }],
      );
      await Promise.all(
        groups.map(async (group) => {
          const held = holding.find(({ channelDatabaseGroupId: id }) => id === group.channelDatabaseGroupId);
          const members = held ? clients.filter(({ membership }) => holdsAny(held, membership)) : [];
          const clientIds = new Set(members.map(idOf));
          const customers = [...new Map([...members, ...page.customers].map((known) => [idOf(known), known])).values()];
          tell(group, await bring({ ...group, customers, clientIds, repair }));
          const cards = held ? await ports.bringCards(held, clients) : 0;
          tell(group, { read: cards, written: cards });
        }),
      );
    },
  };
  return run;
}

const idOf = ({ customer }: HeadquartersCustomer) => customer.customerId;

async function readBooks(configuration: ConfigurationStore): ReturnType<CustomersRun["readBooks"]> {
  const { version, hq } = await configuration.snapshot(["channels", "channel-database-groups"]);
  return { version, books: groupBooks(hq) };
}
