import { describe, expect, it } from "vitest";
import type { ChannelCustomer } from "../../../shared/customers";
import { made } from "../customers/new";
import { seeded } from "../headquarters/seeded";
import { customersJob, known } from "./customers-job";
import { memoryCopies } from "./memory-copies";

const counted = (channelDatabaseGroupId: string, rowsRead: number, rowsWritten: number) => ({
  channelDatabaseGroupId,
  rowsRead,
  rowsWritten,
});
const houston = ["houston-book"];
const berlin = ["berlin-book"];

describe("1010", () => {
  it("J6: brings customers to the groups whose channels share an address book with them, and to no other", async () => {
    const { copies, write, run } = customersJob();
    write(known("a", houston), known("b", berlin));
    expect(await run()).toEqual([counted("default", 1, 1), counted("filtered", 1, 1)]);
    expect(copies.all()).toEqual(["default/a", "filtered/b"]);
  });

  it("J6: a group that holds a copy of another's customer gets its changes too", async () => {
    const { copies, write, run } = customersJob();
    copies.keep({ ...pendingCopy("b"), revision: 1 });
    write(known("b", berlin, 2));
    await run();
    expect(copies.copy("default", "b")?.revision).toBe(2);
  });

  it("J6: a customer in a client book is in every group that holds the book, whatever the address books", async () => {
    const { copies, configuration, addToBook, write, run } = customersJob();
    configuration.put("channels", "dallas", { ...seeded["channels"]?.["houston"], channelDatabaseGroupId: "filtered" });
    write(known("a", ["us-web-book"]), known("b", ["us-web-book"]));
    addToBook("a", "000160");
    expect(await run()).toEqual([counted("default", 3, 3), counted("filtered", 2, 2)]); // a card of "a" in each
    expect(copies.all()).toEqual(["default/a", "default/b", "filtered/a"]);
  });

  it("J6: what is left of an erased or merged customer goes wherever a copy is, and nowhere else", async () => {
    const { copies, write, run } = customersJob();
    write(known("a", houston), known("b", houston));
    await run();
    const [a, b, c] = [known("a", houston, 2), known("b", houston, 2), known("c", houston, 2)];
    const erased = { erasedAt: "2026-03-01T09:45:00.000Z", firstName: null, name: "" };
    write({ ...a, customer: { ...a.customer, ...erased } });
    write({ ...b, customer: { ...b.customer, mergedInto: "a" } });
    write({ ...c, customer: { ...c.customer, ...erased } });
    await run();
    expect(copies.copy("default", "a")?.customer).toMatchObject(erased);
    expect(copies.copy("default", "b")?.customer.mergedInto).toBe("a");
    expect(copies.all()).toEqual(["default/a", "default/b"]);
  });

  it("J2: a delta goes on where the last one ended; with nothing changed it looks at no copy", async () => {
    const { copies, write, run } = customersJob();
    write(known("a", houston));
    await run();
    const looks = copies.looks();
    expect(await run()).toEqual([]);
    expect(copies.looks()).toBe(looks);
    write(known("b", houston));
    expect(await run()).toEqual([counted("default", 1, 1)]);
  });

  it("J2: a full run reads everything again and writes nothing that is as it should be", async () => {
    const { write, run } = customersJob();
    write(known("a", houston), known("b", berlin));
    await run();
    expect(await run("full")).toEqual([counted("default", 1, 0), counted("filtered", 1, 0)]);
  });

  it("J2: a full run repairs copies at headquarters' revision that differ, and such as are not found any more", async () => {
    const { copies, write, run } = customersJob();
    const customer = known("a", houston);
    write(customer, known("b", houston), known("c", houston));
    await run();
    const [a, b, c] = ["a", "b", "c"].map((id) => copies.copy("default", id));
    if (!a || !b || !c) throw new Error("They are not there.");
    copies.keep({ ...a, customer: { ...a.customer, firstName: "Changed" } });
    copies.keep(b, false);
    copies.keep({ ...c, revision: 9 });
    expect(await run()).toEqual([]);
    expect(await run("full")).toEqual([counted("default", 3, 2)]);
    expect(copies.copy("default", "a")?.customer).toEqual(customer.customer);
    expect(copies.copy("default", "c")?.revision).toBe(9);
  });

  it("J3: a full run that was killed is gone on with where it was, by whichever run, and the delta loses nothing", async () => {
    const { write, run } = customersJob();
    const all = Array.from({ length: 6 }, (_, index) => known(`${index}`, houston));
    write(...all);
    await run();
    await run("full", 4); // what it intends, and three pages
    write(known("new", houston));
    expect(await run()).toEqual([counted("default", 5, 1)]); // the new one, then it and the three that were left
    expect(await run()).toEqual([]);
  });

  it("J3: changes do not wait for the end of a long full run", async () => {
    const { copies, write, run } = customersJob();
    write(...Array.from({ length: 50 }, (_, index) => known(`${index}`, houston)));
    await run();
    const full = run("full", 31);
    write(known("new", houston));
    await full;
    expect(copies.copy("default", "new")).toBeDefined();
  });

  it("J3: keeps the checkpoint of every finished page", async () => {
    const { copies, write, run } = customersJob();
    write(known("a", houston), known("b", houston), known("c", houston));
    await run("delta", 3); // the groups' books, and two pages
    expect(copies.all()).toHaveLength(3);
    expect(await run()).toEqual([counted("default", 1, 0)]);
  });

  it("J6: a group that gains an address book gets its customers with the next run, and no others are read", async () => {
    const { copies, configuration, write, run } = customersJob();
    write(known("a", houston), known("b", berlin), known("c", berlin));
    await run();
    const channel = { ...seeded["channels"]?.["houston"], addressBookIds: [...houston, ...berlin] };
    configuration.put("channels", "houston", channel);
    await run("delta", 2); // killed after what it intends, the first of them, and half of the second
    expect(copies.all()).toContain("default/c");
    expect(await run()).toEqual([counted("default", 1, 0)]);
    expect(copies.all()).toEqual(["default/a", "default/b", "default/c", "filtered/b", "filtered/c"]);
    expect(await run()).toEqual([]);
  });

  it("B4, J6: a group that comes to share an address book with an associate gets the customers of the book", async () => {
    const { copies, configuration, addToBook, write, run } = customersJob();
    const dallas = { ...seeded["channels"]?.["houston"], channelDatabaseGroupId: "filtered", addressBookIds: berlin };
    configuration.put("channels", "dallas", dallas);
    write(known("a", ["us-web-book"]), known("b", ["us-web-book"]), known("c", ["us-web-book"]));
    for (const id of ["a", "b"]) addToBook(id, "000160");
    await run();
    expect(copies.all()).toEqual(["default/a", "default/b", "default/c"]);
    configuration.put("channels", "dallas", { ...dallas, addressBookIds: [...berlin, ...houston] });
    await run("delta", 2); // killed after what it intends, and the first of the book
    expect(copies.all()).toContain("filtered/a");
    await run();
    expect(copies.all()).toEqual(["default/a", "default/b", "default/c", "filtered/a", "filtered/b"]);
    expect(await run()).toEqual([]);
  });

  it("B4, J6: so does a group whose address books an associate gains", async () => {
    const { copies, configuration, addToBook, write, run } = customersJob();
    write(known("a", ["us-web-book"]));
    addToBook("a", "000160");
    const dallas = { ...seeded["channels"]?.["houston"], channelDatabaseGroupId: "filtered", addressBookIds: berlin };
    configuration.put("channels", "dallas", dallas);
    await run();
    expect(copies.all()).toEqual(["default/a"]);
    const { item, etag } = (await configuration.find("workers", "000160")) ?? {};
    if (!item || etag === undefined) throw new Error("There is no such worker.");
    const change = { collection: "workers", id: "000160", before: { id: "000160", item, etag } } as const;
    const after = { ...item, addressBookIds: [...item.addressBookIds, ...berlin] };
    await configuration.commit(await configuration.head(), [{ ...change, after }], { actor: "a", at: "2026-03-01" });
    await run();
    expect(copies.all()).toEqual(["default/a", "filtered/a"]);
  });

  it("J5: a group that excludes the job gets none, and all that it missed when it does so no more", async () => {
    const { copies, configuration, write, run } = customersJob();
    const filtered = (excludedJobs: string[]) =>
      configuration.put("channel-database-groups", "filtered", {
        name: "Filtered",
        filterSharedCustomerData: true,
        excludedJobs,
      });
    write(known("b", berlin));
    await run();
    filtered(["1010"]);
    write(known("b", berlin, 2), known("c", berlin));
    await run();
    expect(copies.copy("filtered", "b")?.revision).toBe(1);
    expect(copies.all()).toEqual(["filtered/b"]);
    filtered([]);
    await run();
    expect(copies.copy("filtered", "b")?.revision).toBe(2);
    expect(copies.all()).toEqual(["filtered/b", "filtered/c"]);
  });

  it("J5: a group that comes back amid a full run gets what that has passed over, too", async () => {
    const { copies, configuration, write, run } = customersJob();
    const filtered = (excludedJobs: string[]) =>
      configuration.put("channel-database-groups", "filtered", {
        ...{ name: "Filtered", filterSharedCustomerData: true, excludedJobs },
      });
    const ids = ["a", "b", "c"];
    write(...ids.map((id) => known(id, berlin)));
    await run();
    filtered(["1010"]);
    await run();
    write(...ids.map((id) => known(id, berlin, 2)));
    await run();
    await run("full", 3); // killed after two pages
    filtered([]);
    await run();
    expect(ids.map((id) => copies.copy("filtered", id)?.revision)).toEqual([2, 2, 2]);
  });

  it("S6: a pending copy gets its account number and keeps what it remembers", async () => {
    const { copies, write, run } = customersJob();
    copies.keep(pendingCopy("a"));
    write(known("a", ["houston-book"]));
    await run();
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
    const { write, run } = customersJob(copies);
    write(known("a", ["houston-book"], 2));
    await run();
    expect(copies.copy("default", "a")?.revision).toBe(7);
  });

  it("J3: copies that keep changing end the run instead of holding it for ever", async () => {
    let writes = 0;
    const copies = memoryCopies((keep) => {
      writes += 1;
      keep({ ...pendingCopy("a"), operationCount: writes });
    });
    const { write, run } = customersJob(copies);
    write(known("a", ["houston-book"]));
    await expect(run()).rejects.toMatchObject({ kind: "channel-database-unavailable" });
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
