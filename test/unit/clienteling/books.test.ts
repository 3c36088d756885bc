import { describe, expect, it } from "vitest";
import {
  addToClientBook,
  changeMemberships,
  reassignCustomers,
  removeFromClientBook,
} from "../../../shared/clienteling";
import type { BookMember } from "../../../shared/clienteling/cards/bring-cards";
import { type RealTimeService, type StoredChannelCustomer, synchronizedCopy } from "../../../shared/customers";
import { Failure } from "../../../shared/failure";
import { channel } from "../customers/houston";
import { entry, member, membershipOf } from "./members";
import { memoryMemberships } from "./memory";

const realTime: RealTimeService = (call) => call(new AbortController().signal);
const where = channel({ features: { clienteling: true } });
const staffed = { ...where, staff: { workers: { anna: worker("1"), bo: worker("2") } } };
function worker(workerId: string) {
  return { workerId, addressBookIds: ["houston-book"], permissionGroupId: "associate" };
}

const knownAt = (id: string) => ({
  ...member(id, 1, membershipOf(id, 1)),
  requestHash: null,
  accountAssignedAt: null,
  possibleDuplicates: [],
});

const mergedAway = (id: string) => {
  const known = knownAt(id);
  return { ...known, customer: { ...known.customer, mergedInto: "z" } };
};

/** Two customers who are known by their ids, one by an old id, too; with what was brought to the channels. */
function books() {
  const memberships = memoryMemberships();
  const merged = new Set<string>();
  const brought: BookMember[] = [];
  const known = (id: string): StoredChannelCustomer => ({
    ...synchronizedCopy(knownAt(id), "default", new Date(entry("1").addedAt)),
    etag: "1",
  });
  const customers = new Map([
    ["a", known("a")],
    ["b", known("b")],
    ["old-a", known("a")],
  ]);
  const ports = {
    findCustomers: async (_: unknown, ids: readonly string[]) =>
      new Map([...customers].filter(([id]) => ids.includes(id))),
    getCustomer: async (_: unknown, id: string) => {
      const found = customers.get(id);
      if (found === undefined) throw new Failure("not-found", "There is none.");
      return found;
    },
    bookOf: async (workerId: string, legalEntityId: string) => ({
      workerId,
      legalEntityId,
      clientBookId: `CB-${workerId}`,
    }),
    rulesOf: async () => ({ clientBookSequenceId: "client-book", allowSeveralClientBooks: false }),
    changeMemberships: changeMemberships({ memberships: memberships.port, realTime }),
    findKnownCustomers: async (ids: readonly string[]) =>
      new Map(ids.filter((id) => merged.has(id)).map((id) => [id, mergedAway(id)])),
    bringMembers: async (_: unknown, members: readonly BookMember[]) => {
      brought.push(...members);
    },
    now: () => new Date(entry("1").addedAt),
  };
  return {
    brought: () =>
      brought
        .splice(0)
        .map(({ membership }) => membership.customerId)
        .sort(),
    entriesOf: (id: string) => memberships.of(id)?.entries,
    /** Headquarters has marked it as merged; nothing of it has moved yet. */
    merge: (id: string) => merged.add(id),
    add: (workerId: string, ...ids: string[]) => addToClientBook(ports)(where, workerId, ids),
    remove: (workerId: string, id: string) => removeFromClientBook(ports)(where, workerId, id),
    reassign: (customerIds: string[], toWorkerId: string) =>
      reassignCustomers(ports)(staffed, { customerIds, toWorkerId }),
    whileOff: () => [
      addToClientBook(ports)(channel(), "1", ["a"]),
      removeFromClientBook(ports)(channel(), "1", "a"),
      reassignCustomers(ports)(channel(), { customerIds: ["a"], toWorkerId: "1" }),
    ],
  };
}

describe("client books", () => {
  it("C7, B2: who is merged at this moment and was in the book before stays for the merge to move, who was not leaves", async () => {
    const { add, merge, entriesOf } = books();
    await add("1", "a");
    for (const id of ["a", "b"]) merge(id);
    expect((await add("1", "a", "b")).map(({ outcome }) => outcome)).toEqual(["alreadyMine", "notFound"]);
    expect([entriesOf("a")?.length, entriesOf("b")?.length]).toEqual([1, 0]);
  });

  it("B2: each is added by itself, answered in the order of the request, and under whatever id it was asked for", async () => {
    const { add, brought, entriesOf } = books();
    expect(await add("1", "old-a", "nobody", "b", "old-a")).toEqual([
      { customerId: "old-a", outcome: "added" },
      { customerId: "nobody", outcome: "notFound" },
      { customerId: "b", outcome: "added" },
      { customerId: "old-a", outcome: "added" },
    ]);
    expect(entriesOf("a")).toEqual([entry("1")]);
    expect(brought()).toEqual(["a", "b"]);
  });

  it("B2, B11: adding again brings the cards again, but not those of others", async () => {
    const { add, brought } = books();
    await add("1", "a");
    await add("2", "b");
    brought();
    expect(await add("1", "a", "b")).toEqual([
      { customerId: "a", outcome: "alreadyMine" },
      { customerId: "b", outcome: "inAnotherBook", workerId: "2" },
    ]);
    expect(brought()).toEqual(["a"]);
  });

  it("B3: only a client of the own book is removed, and removing again still brings what is left", async () => {
    const { add, remove, brought, entriesOf } = books();
    await add("1", "a");
    await expect(remove("2", "a")).rejects.toMatchObject({ kind: "not-found" });
    expect(entriesOf("a")).toEqual([entry("1")]);
    brought();
    await remove("1", "a");
    expect(entriesOf("a")).toEqual([]);
    await expect(remove("1", "a")).rejects.toMatchObject({ kind: "not-found" });
    expect(brought()).toEqual(["a", "a"]);
    await expect(remove("1", "b")).rejects.toMatchObject({ kind: "not-found" });
    expect(brought()).toEqual([]);
  });

  it("B4: moves who is in a book, to an associate of the store alone", async () => {
    const { add, reassign, brought, entriesOf } = books();
    await add("1", "a");
    brought();
    expect(await reassign(["a", "b", "nobody"], "2")).toEqual([
      { customerId: "a", outcome: "reassigned" },
      { customerId: "b", outcome: "notInBook" },
      { customerId: "nobody", outcome: "notFound" },
    ]);
    expect(entriesOf("a")).toEqual([entry("2")]);
    expect(brought()).toEqual(["a"]);
    await expect(reassign(["a"], "3")).rejects.toMatchObject({ kind: "reference-missing" });
  });

  it("F5: nothing is done while the feature is off", async () => {
    const { whileOff, brought } = books();
    for (const attempt of whileOff()) await expect(attempt).rejects.toMatchObject({ kind: "feature-disabled" });
    expect(brought()).toEqual([]);
  });
});
