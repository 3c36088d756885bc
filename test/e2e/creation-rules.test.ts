import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";

const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer);
const emails = [{ address: "first@example.com" }, { address: "second@example.com", marketingConsent: "optedIn" }];
const phones = [{ number: "281 555 0101" }, { number: "281 555 0102", primary: true }];

describe("rules of creation", () => {
  let environment: TestEnvironment;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "0.2" } });
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = (channelId: string, body: object) => administrator.post(`/channels/${channelId}/customers`, body);
  const read = (channelId: string, id: string) => administrator.get(`/channels/${channelId}/customers/${id}`);
  const found = async (channelId: string, query: string): Promise<string[]> => {
    const { body } = await administrator.get(`/channels/${channelId}/customers?${query}`);
    return body.items.map(({ customerId }: { customerId: string }) => customerId);
  };
  const enable = async (feature: string) => {
    expect((await administrator.put(`/headquarters/features/${feature}`, { enabled: true })).status).toBe(200);
    await runToItsEnd(administrator, "1110");
  };
  const created = (channelId: string, body: object) =>
    until("the configuration in the channel", async () => {
      const answer = await create(channelId, body);
      return answer.status < 300 && answer;
    });
  const numbered = (channelId: string, customerId: string) =>
    until("the account number", async () => {
      const { body } = await read(channelId, customerId);
      return body.accountNumber !== null && body;
    });

  it.each<[string, object, string[]]>([
    ["no name", {}, ["/lastName"]],
    ["a middle name alone", { middleName: "M." }, ["/lastName"]],
    ["an organization without its name", { customerType: "organization", lastName: "Bowman" }, ["/organizationName"]],
    ["a person with an organization's name", { customerType: "person", organizationName: "Ltd" }, ["/lastName"]],
    ["a name of spaces", { lastName: "   " }, ["/lastName"]],
  ])("C4: %s is refused", async (_, body, expected) => {
    for (const channelId of ["houston", "san-francisco"]) {
      const answer = await create(channelId, body);
      expect([answer.status, pointers(answer)]).toEqual([400, expected]);
    }
  });

  it("C4: a first name, a last name, or an organization's name is enough", async () => {
    const names = [
      { firstName: "Ana" },
      { lastName: "Bowman" },
      { customerType: "organization", organizationName: "Ltd" },
    ];
    for (const body of names) expect((await create("houston", body)).status).toBe(201);
  });

  it("S2: an async create is numbered without any timer", async () => {
    const { body } = await create("san-francisco", { lastName: "Signal" });
    expect((await numbered("san-francisco", body.customerId)).syncState).toBe("synchronized");
  });

  it("F1, A6, Q4: with multipleContacts there are several e-mails and phones, and all of them find", async () => {
    expect((await create("houston", { lastName: "Several", emails })).status).toBe(409);
    await enable("multipleContacts");
    const { body } = await created("houston", { lastName: "Several", emails, phones });
    expect(body.emails).toMatchObject([
      { address: "first@example.com", primary: true, marketingConsent: "notAsked" },
      { address: "second@example.com", primary: false, marketingConsent: "optedIn", consentChannelId: "houston" },
    ]);
    expect(body.phones).toMatchObject([
      { number: "+12815550101", primary: false },
      { number: "+12815550102", primary: true },
    ]);
    for (const query of ["email=SECOND@example.com", "phone=281-555-0101", "q=2815550101", "q=second@"]) {
      expect(await found("houston", query)).toEqual([body.customerId]);
      expect(await found("san-francisco", `${query}&scope=allStores`)).toEqual([body.customerId]);
    }
  });

  it("F2, D4: with enhancedAsyncCustomers async customers have affiliations, titles and secondary contacts", async () => {
    const refused = await create("san-francisco", { lastName: "Enhanced", emails });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("enhancedAsyncCustomers")]);
    await enable("enhancedAsyncCustomers");
    const { status, body } = await created("san-francisco", { lastName: "Enhanced", title: "Dr.", emails });
    expect([status, body.title, body.affiliations, body.emails.length]).toEqual([202, "Dr.", ["loyal-shopper"], 2]);
    const known = await numbered("san-francisco", body.customerId);
    expect(known).toMatchObject({ title: "Dr.", affiliations: ["loyal-shopper"], emails });
  });

  it("J6: 1010 brings a customer to every group with a channel of its address books", async () => {
    const austin = {
      name: "Austin",
      kind: "store",
      legalEntityId: "usrt",
      operatingUnitId: "052",
      functionalityProfileId: "sync",
      channelDatabaseGroupId: "filtered",
      addressBookIds: ["houston-book"],
      defaultCustomer: {
        customerType: "person",
        customerGroup: "30",
        receiptPreference: "email",
        currency: "USD",
        language: "en-US",
      },
    };
    await administrator.put("/headquarters/channels/austin", austin);
    for (const jobId of ["1060", "1070", "1110"]) await runToItsEnd(administrator, jobId);
    await until("the channel", async () => (await administrator.get("/channels/austin/customers?q=ab")).status === 200);
    const { body } = await create("houston", { lastName: "Brought" });
    expect(await found("austin", "name=brought")).toEqual([]);
    await runToItsEnd(administrator, "1010");
    expect(await found("austin", "name=brought")).toEqual([body.customerId]);
  });

  it("J5, J6: a group that excludes 1010 gets none, and reads from headquarters who is asked for", async () => {
    const group = { name: "Filtered", filterSharedCustomerData: true, excludedJobs: ["1010"] };
    expect((await administrator.put("/headquarters/channel-database-groups/filtered", group)).status).toBe(200);
    const { body } = await create("houston", { lastName: "Excluded" });
    await runToItsEnd(administrator, "1010");
    expect(await found("austin", "name=excluded")).toEqual([]);
    expect((await read("austin", body.customerId)).body.accountNumber).toBe(body.accountNumber);
    const { faults } = cosmosControls(environment);
    await faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    expect((await read("austin", body.customerId)).status).toBe(200); // its copy was kept
    await faults([]);
  });
});
