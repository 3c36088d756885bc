import { describe, expect, it } from "vitest";
import type { HeadquartersCustomer } from "../../shared/customers";
import {
  cosmosCustomerKeys,
  cosmosHeadquartersChanges,
  cosmosHeadquartersCustomers,
} from "../../shared/platform/cosmos";
import { entryOf, known } from "./customer";
import { isGateway, testDatabases } from "./databases";

const databases = testDatabases();
const owners = () => cosmosCustomerKeys(databases.headquarters());
const port = () => cosmosHeadquartersCustomers(databases.headquarters(), owners());
const atTheTill = () => cosmosHeadquartersCustomers(databases.realTime(), cosmosCustomerKeys(databases.realTime()));
const away = { kind: "headquarters-unavailable" };

async function created(accountNumber: string): Promise<HeadquartersCustomer> {
  const customer = known(accountNumber);
  await owners().claim(numberKey(accountNumber), customer.customer.customerId);
  return port().create(customer, entryOf(customer));
}

const numberKey = (value: string, legalEntityId = "usrt") => ({ kind: "accountNumber", legalEntityId, value }) as const;

describe("headquarters' customers in Cosmos DB", () => {
  it("S3: a second create changes nothing and answers what is there", async () => {
    const first = await created(databases.unique("first"));
    const again = { ...first, customer: { ...first.customer, accountNumber: "other" } };
    expect(await port().create(again, entryOf(again))).toMatchObject(first);
    expect(await port().find(first.customer.customerId)).toMatchObject(first);
  });

  it("P2: an update and its audit entry are written together, and once", async () => {
    const { customer } = await created(databases.unique("updated"));
    const read = await port().find(customer.customerId);
    if (!read) throw new Error("It is not there.");
    const changed = { ...read, customer: { ...read.customer, lastName: "Other" }, revision: 2 };
    expect(await port().update(changed, entryOf(changed, "one"))).toBe("updated");
    expect(await port().update({ ...changed, revision: 3 }, entryOf(changed, "two"))).toBe("changedMeanwhile");
    expect(await port().update({ ...changed, revision: 3 }, entryOf(changed, "one"))).toBe("appliedAlready");
    expect(await port().find(customer.customerId)).toMatchObject({ revision: 2, customer: { lastName: "Other" } });
  });

  it("S7: a number is claimed once in its legal entity, whatever its case", async () => {
    const number = databases.unique("Number");
    expect((await owners().claim(numberKey(number), "a")).owner).toBe("a");
    expect((await owners().claim(numberKey(number.toLowerCase()), "b")).owner).toBe("a");
    expect((await owners().claim(numberKey(number, "eurt"), "b")).owner).toBe("b");
  });

  it("E3: a key that its owner released is free again; nobody else can release it", async () => {
    const key = { kind: "loyaltyCard", legalEntityId: "usrt", value: databases.unique("card") } as const;
    await owners().claim(key, "a");
    await owners().release(key, "b");
    expect(await owners().ownerOf(key)).toBe("a");
    await owners().release(key, "a");
    expect((await owners().claim(key, "b")).owner).toBe("b");
  });

  it("E1: a claim is withdrawn unless somebody else had the key, or the same customer has claimed it since", async () => {
    const key = { kind: "externalReference", legalEntityId: "usrt", value: databases.unique("withdrawn") } as const;
    await (await owners().claim(key, "a")).withdraw();
    expect(await owners().ownerOf(key)).toBeUndefined();
    const first = await owners().claim(key, "a");
    const again = await owners().claim(key, "a");
    for (const claim of [first, again, await owners().claim(key, "b")]) await claim.withdraw();
    expect(await owners().ownerOf(key)).toBe("a");
  });

  it("E1: a key that was claimed lately stays", async () => {
    const key = { kind: "externalReference", legalEntityId: "usrt", value: databases.unique("late") } as const;
    await owners().claim(key, "a");
    expect(await owners().release(key, "a", new Date(Date.now() - 60_000))).toBe(false);
    expect(await owners().ownerOf(key)).toBe("a");
    expect(await owners().release(key, "a", new Date(Date.now() + 60_000))).toBe(true);
    expect(await owners().ownerOf(key)).toBeUndefined();
  });

  it("S7: of many claims at once one succeeds", async () => {
    const number = databases.unique("contested");
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, index) => owners().claim(numberKey(number), `${index}`)),
    );
    expect(new Set(claims.map(({ owner }) => owner)).size).toBe(1);
  });

  it("C3: finds by account number in the legal entity; a claim that led nowhere finds nobody", async () => {
    const number = databases.unique("found");
    const first = await created(number);
    expect(await port().findByAccountNumber("usrt", number.toUpperCase())).toMatchObject(first);
    expect(await port().findByAccountNumber("eurt", number)).toBeUndefined();
    const stray = databases.unique("stray");
    await owners().claim(numberKey(stray), first.customer.customerId);
    expect(await port().findByAccountNumber("usrt", stray)).toBeUndefined();
  });

  it.each(["ünïcode 00-1", "a/b?c#d\\e", " ", "\u0000", "日本", "x".repeat(60)])(
    "C3: %j is looked for like any other account number",
    async (number) => {
      expect(await port().findByAccountNumber(databases.unique("nowhere"), number)).toBeUndefined();
    },
  );

  it("J2: the change feed brings what changed, page by page, and goes on from its continuation", async () => {
    const changes = cosmosHeadquartersChanges(databases.headquarters());
    const read = async (from: string | undefined) => {
      const ids: string[] = [];
      let continuation = from;
      for await (const page of changes.since(from)) {
        ids.push(...page.customers.map(({ customer }) => customer.customerId));
        continuation = page.continuation;
      }
      return { ids, continuation };
    };
    const before = await read(undefined);
    const fresh = await Promise.all(
      Array.from({ length: 120 }, (_, index) => created(databases.unique(`feed${index}`))),
    );
    const expected = new Set(fresh.map(({ customer }) => customer.customerId));
    const after = await read(before.continuation);
    expect(new Set(after.ids)).toEqual(expected);
    expect(after.ids).toHaveLength(120);
    expect((await read(after.continuation)).ids).toEqual([]);
    const all = await read(undefined);
    expect(all.ids).toEqual(expect.arrayContaining([...expected]));
  });

  it("headquarters away is a promised failure, at every method", async () => {
    const nowhere = cosmosHeadquartersCustomers(
      databases.away.headquarters,
      cosmosCustomerKeys(databases.away.headquarters),
    );
    const customer = known("00-1");
    const calls = [
      nowhere.create(customer, entryOf(customer)),
      nowhere.update({ ...customer, etag: "1" }, entryOf(customer)),
      nowhere.find("a"),
      nowhere.findByAccountNumber("usrt", "00-1"),
      cosmosCustomerKeys(databases.away.headquarters).claim(numberKey("00-1"), "a"),
    ];
    for (const outcome of await Promise.allSettled(calls)) expect(outcome).toMatchObject({ reason: away });
  });

  it.skipIf(!isGateway).each([503, 429, 408, 500])(
    "C2: headquarters that answers %d is away, at once",
    async (status) => {
      await atTheTill().find("a");
      await databases.faults([{ match: { path: "dbs/headquarters" }, respond: { status, retryAfterMs: 60_000 } }]);
      const outcome = await atTheTill()
        .find("a", AbortSignal.timeout(5_000))
        .catch((error: unknown) => error);
      await databases.faults([]);
      expect(outcome).toMatchObject(away);
    },
  );

  it.skipIf(!isGateway).each(["create", "findToChange"] as const)(
    "C2: headquarters that throttles a %s, sent as a batch or in bulk, says how long to wait",
    async (call) => {
      await atTheTill().find("a");
      const first = known("00-3");
      await databases.faults([{ match: { path: "dbs/headquarters" }, respond: { status: 429, retryAfterMs: 4_321 } }]);
      const outcome = await (call === "create"
        ? atTheTill().create(first, entryOf(first))
        : atTheTill().findToChange("a")
      ).catch((error: unknown) => error);
      await databases.faults([]);
      expect(outcome).toMatchObject({ ...away, details: { retryAfterMs: 4_321, cause: { code: 429 } } });
    },
  );

  it.skipIf(!isGateway)("C2: headquarters that hangs is away when the caller gives up", async () => {
    await atTheTill().find("a");
    await databases.faults([{ match: { path: "dbs/headquarters" }, delayMs: 60_000 }]);
    const outcome = await atTheTill()
      .create(known("00-2"), entryOf(known("00-2")), AbortSignal.timeout(100))
      .catch((error: unknown) => error);
    await databases.faults([]);
    expect(outcome).toMatchObject(away);
  });
});
