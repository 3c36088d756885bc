import type { DistributeCards } from "../clienteling";
import type { ChangedCustomers, HeadquartersCustomer } from "../customers";
import type { ConfigurationStore } from "../headquarters";
import { type BringCustomersPorts, bringCustomers } from "./bring-customers";
import { type CustomersCheckpoint, readCheckpoint } from "./customers-checkpoint";
import { type GroupBooks, groupBooks } from "./group-books";
import type { JobContext } from "./job";

export interface CustomersRunPorts extends BringCustomersPorts {
  readonly configuration: ConfigurationStore;
  readonly distributeCards: DistributeCards;
}

/** What the parts of one run of 1010 share: where it stands, and how customers get to the groups. */
export interface CustomersRun {
  at(): CustomersCheckpoint;
  /** Keeps where the run stands now, as a finished step. */
  keep(change: Partial<CustomersCheckpoint>): Promise<void>;
  /** The groups' address books, read once a run. */
  readBooks(): Promise<{ readonly version: number; readonly books: GroupBooks }>;
  bringTo(group: Group, customers: readonly HeadquartersCustomer[], repair: boolean): Promise<void>;
  /** Brings customers to every group that does not exclude the job. */
  bringToAll(customers: readonly HeadquartersCustomer[], repair: boolean): Promise<void>;
  /** Brings the cards of those whose customer or client books changed. */
  bringCards(page: ChangedCustomers): Promise<void>;
}

interface Group {
  readonly channelDatabaseGroupId: string;
  readonly addressBookIds: readonly string[];
}

export function customersRun(ports: CustomersRunPorts, { checkpoint, count, step }: JobContext): CustomersRun {
  const bring = bringCustomers(ports);
  let state = readCheckpoint(checkpoint);
  let reading: ReturnType<CustomersRun["readBooks"]> | undefined;
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
    async bringTo(group, customers, repair) {
      const { read, written } = await bring({ ...group, customers, repair });
      if (read > 0) count(group.channelDatabaseGroupId, read, written);
    },
    async bringToAll(customers, repair) {
      if (customers.length === 0) return;
      const groups = Object.entries((await run.readBooks()).books).flatMap(
        ([channelDatabaseGroupId, addressBookIds]) =>
          addressBookIds === null ? [] : [{ channelDatabaseGroupId, addressBookIds }],
      );
      await Promise.all(groups.map((group) => run.bringTo(group, customers, repair)));
    },
    async bringCards({ customers, memberIds }) {
      const cards = await ports.distributeCards(customers, memberIds);
      for (const [channelDatabaseGroupId, written] of cards)
        if (written > 0) count(channelDatabaseGroupId, written, written);
    },
  };
  return run;
}

async function readBooks(configuration: ConfigurationStore): ReturnType<CustomersRun["readBooks"]> {
  const { version, hq } = await configuration.snapshot(["channels", "channel-database-groups"]);
  return { version, books: groupBooks(hq) };
}
