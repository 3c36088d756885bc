import { describe, expect, it } from "vitest";
import type { HeadquartersCustomer } from "../../shared/customers";
import {
  cosmosAccountNumbers,
  cosmosHeadquartersChanges,
  cosmosHeadquartersCustomers,
} from "../../shared/platform/cosmos";
import { known } from "./customer";
import { isGateway, testDatabases } from "./databases";

const databases = testDatabases();
const owners = () => cosmosAccountNumbers(databases.headquarters());
const port = () => cosmosHeadquartersCustomers(databases.headquarters(), owners());
const atTheTill = () => cosmosHeadquartersCustomers(databases.realTime(), cosmosAccountNumbers(databases.realTime()));
const away = { kind: "headquarters-unavailable" };

async function created(accountNumber: string): Promise<HeadquartersCustomer> {
  const customer = known(accountNumber);
  await owners().claim("usrt", accountNumber, customer.customer.customerId);
  return port().create(customer);
}

describe("headquarters' customers in Cosmos DB", () => {
  it("S3: a second create changes nothing and answers what is there", async () => {
    const first = await created(databases.unique("first"));
    const again = { ...first, customer: { ...first.customer, accountNumber: "other" } };
    expect(await port().create(again)).toEqual(first);
    expect(await port().find(first.customer.customerId)).toEqual(first);
  });

  it("S7: a number is claimed once in its legal entity, whatever its case", async () => {
    const number = databases.unique("Number");
    expect(await owners().claim("usrt", number, "a")).toBe(true);
    expect(await owners().claim("usrt", number.toLowerCase(), "b")).toBe(false);
    expect(await owners().claim("eurt", number, "b")).toBe(true);
  });

  it("S7: of many claims at once one succeeds", async () => {
    const number = databases.unique("contested");
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, index) => owners().claim("usrt", number, `${index}`)),
    );
    expect(claims.filter((claimed) => claimed)).toHaveLength(1);
  });

  it("C3: finds by account number in the legal entity; a claim that led nowhere finds nobody", async () => {
    const number = databases.unique("found");
    const first = await created(number);
    expect(await port().findByAccountNumber("usrt", number.toUpperCase())).toEqual(first);
    expect(await port().findByAccountNumber("eurt", number)).toBeUndefined();
    const stray = databases.unique("stray");
    await owners().claim("usrt", stray, first.customer.customerId);
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
      cosmosAccountNumbers(databases.away.headquarters),
    );
    const customer = known("00-1");
    const calls = [
      nowhere.create(customer),
      nowhere.find("a"),
      nowhere.findByAccountNumber("usrt", "00-1"),
      cosmosAccountNumbers(databases.away.headquarters).claim("usrt", "00-1", "a"),
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

  it.skipIf(!isGateway)("C2: headquarters that hangs is away when the caller gives up", async () => {
    await atTheTill().find("a");
    await databases.faults([{ match: { path: "dbs/headquarters" }, delayMs: 60_000 }]);
    const outcome = await atTheTill()
      .create(known("00-2"), AbortSignal.timeout(100))
      .catch((error: unknown) => error);
    await databases.faults([]);
    expect(outcome).toMatchObject(away);
  });
});
