import { describe, expect, it } from "vitest";
import { type CreationLocks, duplicateSearch, longestHoldMs } from "../../shared/customers";
import {
  cosmosChannelCreationLocks,
  cosmosChannelCustomers,
  cosmosCustomerKeys,
  cosmosFindDuplicates,
  cosmosHeadquartersCreationLocks,
  cosmosHeadquartersCustomers,
} from "../../shared/platform/cosmos";
import { copyOf, customer, entryOf, known, operationOf } from "./customer";
import { testDatabases } from "./databases";

const databases = testDatabases();
const now = new Date("2026-03-01T09:00:00.000Z");
const later = (ms: number) => new Date(now.getTime() + ms);

const locks: [string, () => CreationLocks, () => CreationLocks, string][] = [
  [
    "headquarters",
    () => cosmosHeadquartersCreationLocks(databases.headquarters()),
    () => cosmosHeadquartersCreationLocks(databases.away.headquarters),
    "headquarters-unavailable",
  ],
  [
    "a channel database group",
    () => cosmosChannelCreationLocks(databases.channels(), databases.unique("group")),
    () => cosmosChannelCreationLocks(databases.away.channels, "group"),
    "channel-database-unavailable",
  ],
];

describe.each(locks)("locks of creations at %s", (_, port, away, kind) => {
  const keys = (...names: string[]) => names.map(databases.unique);

  it("C7: are all taken or none, by one owner at a time", async () => {
    const first = await port().take({ keys: keys("a", "b"), owner: "first", now });
    expect(first).toBeDefined();
    expect(await port().take({ keys: keys("0", "b"), owner: "second", now })).toBeUndefined();
    const third = await port().take({ keys: keys("0"), owner: "third", now });
    expect(third).toBeDefined();
    await first?.release();
    expect(await port().take({ keys: keys("a", "b"), owner: "second", now })).toBeDefined();
  });

  it("C6: are taken over by their own owner, whose former hold ends nothing then", async () => {
    const first = await port().take({ keys: keys("own"), owner: "one", now });
    const again = await port().take({ keys: keys("own"), owner: "one", now });
    await first?.release();
    expect(await port().take({ keys: keys("own"), owner: "two", now })).toBeUndefined();
    await again?.release();
    expect(await port().take({ keys: keys("own"), owner: "two", now })).toBeDefined();
  });

  it("C7: end by themselves, since whoever crashed releases none", async () => {
    await port().take({ keys: keys("late"), owner: "crashed", now });
    const early = { keys: keys("late"), owner: "next", now: later(longestHoldMs - 1) };
    expect(await port().take(early)).toBeUndefined();
    expect(await port().take({ ...early, now: later(longestHoldMs) })).toBeDefined();
  });

  it("C7: of sixteen at once one takes them", async () => {
    const all = await Promise.all(
      Array.from({ length: 16 }, (__, index) => port().take({ keys: keys("one"), owner: String(index), now })),
    );
    expect(all.filter((held) => held !== undefined)).toHaveLength(1);
  });

  it("say that they cannot be reached", async () => {
    await expect(away().take({ keys: keys("x"), owner: "x", now })).rejects.toMatchObject({ kind });
  });
});

describe("looking for duplicates in Cosmos DB", () => {
  const search = () => duplicateSearch(cosmosFindDuplicates(databases.headquarters(), databases.channels()));
  const emails = (address: string) => [
    {
      contactId: "1",
      address,
      primary: true,
      marketingConsent: "notAsked" as const,
      consentAt: null,
      consentChannelId: null,
    },
  ];

  it("C7: finds whoever has the e-mail at headquarters, never the customer itself or another legal entity's", async () => {
    const port = cosmosHeadquartersCustomers(databases.headquarters(), cosmosCustomerKeys(databases.headquarters()));
    const address = `${databases.unique("Ana")}@example.com`;
    const stored = [];
    for (const legalEntityId of ["usrt", "usrt", "eurt"]) {
      const one = known(databases.unique("n"), { emails: emails(address), legalEntityId });
      stored.push(await port.create(one, entryOf(one)));
    }
    const [first, second] = stored;
    const found = await search().atHeadquarters({ ...customer({ emails: emails(address.toUpperCase()) }) });
    expect(new Set(found.map(({ customerId }) => customerId))).toEqual(
      new Set([first?.customer.customerId, second?.customer.customerId]),
    );
    expect(found[0]).toMatchObject({ name: "Ana Bowman", matchedOn: ["email"] });
    if (!first) throw new Error("It is not there.");
    expect(await search().atHeadquarters(first.customer)).toHaveLength(1);
  });

  it("C7: finds who is pending in the group, ten at most, and nobody of another group", async () => {
    const group = databases.unique("group");
    const address = `${databases.unique("Bo")}@example.com`;
    const port = cosmosChannelCustomers(databases.channels());
    for (let index = 0; index < 12; index += 1) {
      const copy = copyOf(customer({ emails: emails(address) }), group);
      await port.insertPending(copy, operationOf(copy));
    }
    const mine = customer({ emails: emails(address) });
    const found = await search().inChannel(group, mine);
    expect(found).toHaveLength(10);
    expect(found[0]).toMatchObject({ accountNumber: null, name: "Ana Bowman", matchedOn: ["email"] });
    expect(await search().inChannel(databases.unique("other"), mine)).toEqual([]);
  });
});
