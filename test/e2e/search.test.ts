import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";

const customers = [
  { firstName: "Ana", lastName: "Bowman", email: "Ana.Bowman@Example.com", phone: "(206) 555-0100" },
  {
    firstName: "Bo",
    lastName: "Bowman",
    addresses: [{ street: "Ana Street 7", city: "Seattle", postalCode: "98101" }],
  },
  { firstName: "Ana", lastName: "Smith-Jones", phone: "+49 30 1234567" },
  { firstName: "Seán", lastName: "O'Brien", email: "Seán@Exämple.example" },
  { customerType: "organization", organizationName: "Fabrikam Bowling" },
];
const many = 45;

describe("search", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let berlin: Api;
  let accountNumber: string;

  beforeAll(async () => {
    environment = await startTestEnvironment({ partitionKeyRanges: 3 });
    const worker = async (id: string) => api(environment, await environment.token.worker(id));
    [houston, sanFrancisco, berlin] = await Promise.all([worker("000160"), worker("000170"), worker("000180")]);
    for (const customer of customers) {
      const { body } = await houston.post("/channels/houston/customers", customer);
      accountNumber ??= body.accountNumber;
    }
    await Promise.all(
      Array.from({ length: many }, (_, index) =>
        houston.post("/channels/houston/customers", {
          firstName: index % 3 === 0 ? "Petra" : "Paul",
          lastName: index % 2 === 0 ? "Pagemaker" : "Pagewood",
        }),
      ),
    );
    await sanFrancisco.post("/channels/san-francisco/customers", { firstName: "Sam", lastName: "Bowman" });
    await berlin.post("/channels/berlin/customers", { firstName: "Berta", lastName: "Bowman" });
  }, 60_000);
  afterAll(() => environment?.stop());

  const names = ({ body }: Answer) => body.items.map((hit: { name: string }) => hit.name) as string[];
  const find = (query: string, caller = houston, channelId = "houston") =>
    caller.get(`/channels/${channelId}/customers?${query}`);

  it.each([
    ["q=bowman", ["Ana Bowman", "Bo Bowman"]],
    ["name=BOWM%20an", ["Ana Bowman", "Bo Bowman", "Ana Smith-Jones"]],
    ["q=o%27brien", ["Seán O'Brien"]],
    ["q=sean%20obr", ["Seán O'Brien"]],
    ["q=smith%20jones", ["Ana Smith-Jones"]],
    ["name=fabri", ["Fabrikam Bowling"]],
    [`email=${encodeURIComponent("SEÁN@exÄmple.example")}`, ["Seán O'Brien"]],
    [`q=${encodeURIComponent("seán@EXÄ")}`, ["Seán O'Brien"]],
  ])("Q2: %s finds %j", async (query, expected) => {
    const answer = await find(query);
    expect(names(answer).sort((a, b) => a.localeCompare(b))).toEqual([...expected].sort((a, b) => a.localeCompare(b)));
  });

  it("Q2: whoever matches more words comes first, and each hit says what it matched on", async () => {
    const { body } = await find("q=ana%20bowman");
    expect(body.items).toMatchObject([
      { name: "Ana Bowman", matchedOn: ["name"] },
      { name: "Bo Bowman", matchedOn: ["address", "name"] },
      { name: "Ana Smith-Jones", matchedOn: ["name"] },
    ]);
  });

  it("Q2: who is called so comes before whoever lives there, on every page", async () => {
    const addresses = [{ street: "1 Main Street", city: "Quebec", postalCode: "10101" }];
    const residents = ["Uma", "Vic", "Wes"].map((firstName) => ({ firstName, addresses }));
    const bearers = ["Xia", "Yan"].map((firstName) => ({ firstName, lastName: "Quebec" }));
    for (const customer of [...residents, ...bearers]) await houston.post("/channels/houston/customers", customer);
    const seen: string[][] = [];
    let token = "";
    do {
      const answer = await find(`q=quebec&top=2${token && `&continuationToken=${token}`}`);
      seen.push(names(answer));
      token = answer.body.continuationToken ?? "";
    } while (token !== "");
    const [first, ...others] = seen;
    expect(new Set(first)).toEqual(new Set(["Xia Quebec", "Yan Quebec"]));
    expect(new Set(others.flat())).toEqual(new Set(["Uma", "Vic", "Wes"]));
    expect(names(await find("q=uma%20quebec&top=3"))[0]).toBe("Uma");
  });

  it.each([
    ["email=ana.bowman@EXAMPLE.com", "email"],
    ["q=ana.bowman@", "email"],
    ["phone=206.555", "phone"],
    ["q=%2B1%20206%20555%200100", "phone"],
    ["q=2065550100", "phone"],
  ])("Q1, Q2: %s finds Ana by her %s", async (query, matchedOn) => {
    const { body } = await find(query);
    expect(body.items).toMatchObject([{ name: "Ana Bowman", matchedOn: [matchedOn] }]);
  });

  it.each([
    ["phone=030%201234", "Ana Smith-Jones"],
    ["address=seattle%2098101", "Bo Bowman"],
  ])("Q1: %s finds %s", async (query, name) => {
    expect(names(await find(query))).toEqual([name]);
  });

  it("Q1: by account number, typed in the one box or as a criterion", async () => {
    for (const query of [`q=${accountNumber}`, `accountNumber=${accountNumber}`]) {
      const { body } = await find(query);
      expect(body.items).toMatchObject([{ accountNumber, matchedOn: ["accountNumber"] }]);
    }
  });

  it("a repeated criterion means any of, different ones all of them", async () => {
    const both = await find("email=nobody@example.com&email=ana.bowman@example.com");
    expect(names(both)).toEqual(["Ana Bowman"]);
    const either = names(await find("name=fabrikam&name=brien"));
    expect(new Set(either)).toEqual(new Set(["Fabrikam Bowling", "Seán O'Brien"]));
    expect(names(await find("name=bowman&phone=206555"))).toEqual(["Ana Bowman"]);
    expect(names(await find("name=brien&phone=206555"))).toEqual([]);
  });

  it("what is too much for one query is refused, and what is not is answered", async () => {
    const word = (index: number) => `word${String.fromCharCode(97 + index)}`;
    const texts = (name: string, count: number, words: number) =>
      Array.from({ length: count }, (_, text) =>
        Array.from({ length: words }, (_, index) => word(text * words + index)).join("%20"),
      ).map((text) => `${name}=${text}`);
    const most = [...texts("q", 20, 1), ...texts("name", 10, 1)].join("&");
    for (const scope of ["local", "allStores"]) {
      expect((await find(`${most}&scope=${scope}`)).status).toBe(200);
      const refused = await find(`${most}&address=ab&scope=${scope}`);
      expect([refused.status, refused.body.errors]).toMatchObject([400, [{ pointer: "query" }]]);
    }
    expect(
      (await find([...texts("q", 1, 8), ...texts("name", 1, 8), ...texts("address", 1, 8)].join("&"))).status,
    ).toBe(200);
  });

  it("Q3: a store finds the customers of its address books, pending ones included", async () => {
    expect(names(await find("q=bowman", sanFrancisco, "san-francisco"))).toEqual(["Sam Bowman"]);
    expect(names(await find("q=bowman", berlin, "berlin"))).toEqual(["Berta Bowman"]);
  });

  it("Q3: all stores are those of the legal entity, with at least four characters", async () => {
    const { body, status } = await find("q=bowman&scope=allStores", sanFrancisco, "san-francisco");
    expect(status).toBe(200);
    const found = body.items.map((hit: { name: string }) => hit.name);
    expect(found).toEqual(expect.arrayContaining(["Ana Bowman", "Bo Bowman"]));
    expect(found).not.toContain("Berta Bowman");
    expect((await find("q=bow&scope=allStores")).status).toBe(400);
    expect((await find("q=bow&q=bowman&scope=allStores")).status).toBe(400);
    expect((await find("q=bow")).status).toBe(200);
  });

  it.each(["local", "allStores"])("pages of %s bring every hit once, the best first", async (scope) => {
    const seen: { customerId: string; name: string }[] = [];
    let token = "";
    let pages = 0;
    do {
      const { body, status } = await find(
        `q=petra%20pagemaker&scope=${scope}&top=7${token && `&continuationToken=${token}`}`,
      );
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(7);
      seen.push(...body.items);
      token = body.continuationToken ?? "";
      pages += 1;
    } while (token !== "" && pages < 20);
    // 15 Petras and 23 Pagemakers, of whom 8 are both
    expect(new Set(seen.map(({ customerId }) => customerId)).size).toBe(30);
    expect(seen).toHaveLength(30);
    expect(seen.slice(0, 8).map(({ name }) => name)).toEqual(Array(8).fill("Petra Pagemaker"));
    expect(seen.slice(8).map(({ name }) => name)).not.toContain("Petra Pagemaker");
  });

  it("top limits a page; without it there are 50 at most", async () => {
    expect((await find("q=page&top=1")).body.items).toHaveLength(1);
    const all = await find("q=page&top=200");
    expect([all.body.items.length, all.body.continuationToken]).toEqual([many, null]);
  });
});
