import { describe, expect, it } from "vitest";
import type {
  ChannelCopies,
  ChannelCustomer,
  HeadquartersCustomer,
  StoredChannelCustomer,
} from "../../../shared/customers";
import { numbered } from "../../../shared/customers/headquarters-customers";
import { distributeCustomers } from "../../../shared/jobs";
import { groupCounts } from "../../../shared/jobs/group-counts";
import { made } from "../customers/new";
import { memoryConfiguration } from "../headquarters/memory-configuration";
import { seeded } from "../headquarters/seeded";

const now = () => new Date("2026-03-01T10:00:00Z");

function known(customerId: string, addressBookIds: string[], revision = 1): HeadquartersCustomer {
  const customer = { ...made({ firstName: "Ana" }), customerId, addressBookIds };
  const assigned = { requestHash: null, possibleDuplicates: [], now: new Date("2026-03-01T09:30:00Z") };
  return { ...numbered({ customer, accountNumber: `00-${customerId}`, ...assigned }), revision };
}

/** The channel databases in memory; `race` runs before each write, as somebody else's write would. */
function memoryCopies(race: (put: (copy: ChannelCustomer) => void) => void = () => undefined) {
  let writes = 0;
  const held = new Map<string, StoredChannelCustomer>();
  const key = (groupId: string, customerId: string) => `${groupId}/${customerId}`;
  const keep = (copy: ChannelCustomer) => {
    writes += 1;
    held.set(key(copy.channelDatabaseGroupId, copy.customer.customerId), { ...copy, etag: String(writes) });
  };
  const port: ChannelCopies = {
    async find(groupId, customerIds) {
      return new Map(
        customerIds.flatMap((id) => {
          const copy = held.get(key(groupId, id));
          return copy ? [[id, copy] as const] : [];
        }),
      );
    },
    async put(copies) {
      race(keep);
      return copies.flatMap((copy) => {
        const id = copy.customer.customerId;
        if (held.get(key(copy.channelDatabaseGroupId, id))?.etag !== copy.etag) return [id];
        keep(copy);
        return [];
      });
    },
  };
  return { port, keep, copy: (groupId: string, id: string) => held.get(key(groupId, id)), all: () => [...held.keys()] };
}

async function distribute(pages: HeadquartersCustomer[][], copies = memoryCopies(), excludedJobs: string[] = []) {
  const configuration = memoryConfiguration(seeded);
  await configuration.put("channel-database-groups", "filtered", {
    name: "Filtered",
    filterSharedCustomerData: true,
    excludedJobs,
  });
  const steps: (string | undefined)[] = [];
  const changes = {
    async *since() {
      for (const [index, customers] of pages.entries()) yield { customers, continuation: `page-${index + 1}` };
    },
  };
  const channelCustomers = {
    pendingWork: async (groupId: string, id: string) => ({ copy: copies.copy(groupId, id), operations: [] }),
  };
  const job = distributeCustomers({ changes, copies: copies.port, channelCustomers, configuration, now });
  const counts = groupCounts();
  await job({
    mode: "delta",
    checkpoint: undefined,
    count: counts.add,
    step: async (checkpoint) => void steps.push(checkpoint),
  });
  return { copies, groups: counts.all(), steps };
}

describe("1010", () => {
  it("J6: brings customers to the groups whose channels share an address book with them, and to no other", async () => {
    const { copies, groups } = await distribute([[known("a", ["houston-book"]), known("b", ["berlin-book"])]]);
    expect(copies.all()).toEqual(["default/a", "filtered/b"]);
    expect(groups).toEqual([
      { channelDatabaseGroupId: "default", rowsRead: 1, rowsWritten: 1 },
      { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 1 },
    ]);
  });

  it("J5: a group that excludes the job gets none", async () => {
    const { copies } = await distribute([[known("b", ["berlin-book"])]], memoryCopies(), ["1010"]);
    expect(copies.all()).toEqual([]);
  });

  it("J3: keeps the checkpoint of every finished page", async () => {
    const { steps } = await distribute([[known("a", ["houston-book"])], [], [known("c", ["houston-book"])]]);
    expect(steps).toEqual(["page-1", "page-2", "page-3"]);
  });

  it("J2: a copy that is current is read and not written", async () => {
    const first = await distribute([[known("a", ["houston-book"])]]);
    const { groups } = await distribute([[known("a", ["houston-book"])]], first.copies);
    expect(groups).toMatchObject([{ rowsRead: 1, rowsWritten: 0 }]);
  });

  it("S6: a pending copy gets its account number and keeps what it remembers", async () => {
    const copies = memoryCopies();
    copies.keep(pendingCopy("a"));
    await distribute([[known("a", ["houston-book"])]], copies);
    expect(copies.copy("default", "a")).toMatchObject({
      syncState: "synchronized",
      asyncReason: "profile",
      operationCount: 1,
      syncTimeline: {
        created: "2026-03-01T09:00:00.000Z",
        uploaded: "2026-03-01T09:30:00.000Z",
        accountAssigned: "2026-03-01T09:30:00.000Z",
        distributed: "2026-03-01T10:00:00.000Z",
      },
    });
  });

  it("J2: a copy that somebody else wrote meanwhile is looked at again, and never set back", async () => {
    let raced = false;
    const copies = memoryCopies((keep) => {
      if (raced) return;
      raced = true;
      keep({ ...pendingCopy("a"), revision: 7 });
    });
    await distribute([[known("a", ["houston-book"], 2)]], copies);
    expect(copies.copy("default", "a")?.revision).toBe(7);
  });

  it("J3: copies that keep changing end the run instead of holding it for ever", async () => {
    let writes = 0;
    const copies = memoryCopies((keep) => {
      writes += 1;
      keep({ ...pendingCopy("a"), operationCount: writes });
    });
    await expect(distribute([[known("a", ["houston-book"])]], copies)).rejects.toMatchObject({
      kind: "channel-database-unavailable",
    });
  });
});

function pendingCopy(customerId: string): ChannelCustomer {
  return {
    channelDatabaseGroupId: "default",
    customer: { ...made({ firstName: "Ana" }), customerId },
    revision: 0,
    openOperationCount: 1,
    operationCount: 1,
    syncState: "pendingUpload",
    syncTimeline: { created: "2026-03-01T09:00:00.000Z", uploaded: null, accountAssigned: null, distributed: null },
    asyncReason: "profile",
    requestHash: null,
    possibleDuplicates: [],
  };
}
