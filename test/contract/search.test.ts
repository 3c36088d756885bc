import { beforeAll, describe, expect, it } from "vitest";
import type { SearchRequest } from "../../shared/customers";
import { searchTerms } from "../../shared/customers/search/search-terms";
import {
  cosmosChannelCustomers,
  cosmosCustomerKeys,
  cosmosHeadquartersCustomers,
  cosmosSearchChannelCustomers,
  cosmosSearchHeadquartersCustomers,
} from "../../shared/platform/cosmos";
import { copyOf, customer, entryOf, known } from "./customer";
import { testDatabases } from "./databases";

const databases = testDatabases();
const legalEntityId = databases.unique("entity");
const group = databases.unique("group");

const people = [
  { name: "Ana Bowman", addressBookIds: ["houston-book"] },
  { name: "Ana Smith", addressBookIds: ["houston-book"] },
  { name: "Bo Bowman", addressBookIds: ["houston-book", "berlin-book"] },
  { name: "Cy Bowman", addressBookIds: ["berlin-book"] },
];

function search(request: Partial<SearchRequest> & { name: string; books?: string[]; where?: string }) {
  const { name, books = ["houston-book"], where = group, ...rest } = request;
  return cosmosSearchChannelCustomers(databases.channels())({
    legalEntityId,
    channelDatabaseGroupId: where,
    addressBookIds: books,
    criteria: searchTerms({ name }),
    phase: "all",
    top: 50,
    ...rest,
  });
}
const names = ({ hits }: Awaited<ReturnType<typeof search>>) => new Set(hits.map(({ found }) => found.customer.name));

describe("search in Cosmos DB", () => {
  beforeAll(async () => {
    const channels = cosmosChannelCustomers(databases.channels());
    const headquarters = databases.headquarters();
    const hq = cosmosHeadquartersCustomers(headquarters, cosmosCustomerKeys(headquarters));
    for (const [index, person] of people.entries()) {
      await channels.insertCopy(copyOf(customer({ ...person, legalEntityId }), group));
      const first = known(databases.unique(`00-${index}`), { ...person, legalEntityId });
      await hq.create(first, entryOf(first));
    }
  });

  it("Q3: finds the customers of the address books, of the legal entity, of the group", async () => {
    expect(names(await search({ name: "bowman" }))).toEqual(new Set(["Ana Bowman", "Bo Bowman"]));
    expect(names(await search({ name: "bowman", books: ["berlin-book"] }))).toEqual(
      new Set(["Bo Bowman", "Cy Bowman"]),
    );
    expect(names(await search({ name: "bowman", books: [] }))).toEqual(new Set());
    expect(names(await search({ name: "bowman", where: databases.unique("other") }))).toEqual(new Set());
    expect(names(await search({ name: "bowman", legalEntityId: "other" }))).toEqual(new Set());
  });

  it("Q2: first those who match every word, then those who match some, and nobody twice", async () => {
    expect(names(await search({ name: "ana bowman" }))).toEqual(new Set(["Ana Bowman"]));
    const some = await search({ name: "ana bowman", phase: "some" });
    expect(names(some)).toEqual(new Set(["Ana Smith", "Bo Bowman"]));
  });

  it("Q2: whoever matches every word is called so, or matches otherwise, never both", async () => {
    const criteria = searchTerms({ q: "cy hill" });
    const kept = { addressId: "home", purpose: "home", primary: true, name: "", phone: null } as const;
    const place = { ...kept, street: null, state: null, postalCode: null, country: "US" };
    const named = { name: "Cy Hill", addressBookIds: ["hill-book"], addresses: [] };
    const resident = { ...named, name: "Cy Woods", addresses: [{ ...place, city: "Hill" }] };
    const channels = cosmosChannelCustomers(databases.channels());
    for (const one of [named, resident]) await channels.insertCopy(copyOf(customer({ ...one, legalEntityId }), group));
    const phase = async (phase: SearchRequest["phase"]) =>
      names(await search({ name: "unused", criteria, phase, books: ["hill-book"] }));
    expect(await phase("all")).toEqual(new Set(["Cy Hill", "Cy Woods"]));
    expect(await phase("named")).toEqual(new Set(["Cy Hill"]));
    expect(await phase("otherwise")).toEqual(new Set(["Cy Woods"]));
  });

  it("Q5: goes on where a page ended", async () => {
    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await search({ name: "bowman", books: ["houston-book", "berlin-book"], top: 1, continuation });
      seen.push(...page.hits.map(({ found }) => found.customer.name));
      continuation = page.continuation;
    } while (continuation !== undefined && seen.length < 10);
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
  });

  it("Q3: all stores are those of the legal entity", async () => {
    const all = cosmosSearchHeadquartersCustomers(databases.headquarters());
    const request = { legalEntityId, criteria: searchTerms({ name: "bowm" }), phase: "all" as const, top: 50 };
    const { hits } = await all(request, new AbortController().signal);
    expect(new Set(hits.map(({ found }) => found.customer.name))).toEqual(
      new Set(["Ana Bowman", "Bo Bowman", "Cy Bowman"]),
    );
  });

  it("a continuation that is none is refused", async () => {
    await expect(search({ name: "bowman", continuation: "garbage" })).rejects.toMatchObject({
      kind: "invalid-request",
    });
  });
});
