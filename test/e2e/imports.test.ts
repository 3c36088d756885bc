import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";
import { expectProblem, send } from "./send";

const imports = "/headquarters/customer-imports";

describe("import of customers", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let houston: Api;
  let token: string;

  beforeAll(async () => {
    environment = await startTestEnvironment({ withStorage: true });
    token = await environment.token.administrator();
    administrator = api(environment, token);
    houston = api(environment, await environment.token.worker("000160"));
  });
  afterAll(() => environment?.stop());

  const post = (body: string, query = "", type = "text/csv") =>
    administrator.post(`${imports}?channelId=houston${query}`, body, { "content-type": type });

  async function ended(answer: Answer) {
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    const location = answer.headers.get("location")?.replace("/api/v1", "") ?? "";
    expect(location).toBe(`${imports}/${answer.body.importId}`);
    return until("the end of the import", async () => {
      const { body } = await administrator.get(location);
      return body.endedAt !== null && body;
    });
  }

  const rowsOf = async (importId: string, query = "") =>
    (await administrator.get(`${imports}/${importId}/rows${query}`)).body;

  it("C1, D1, S7: creates customers at headquarters as in the channel, numbered, found and brought to the channels", async () => {
    const file =
      'externalReference,firstName,lastName,email,street,city,country\nR1,"Ana","Bow, man",r1@example.com,Main 1,Houston,United States\n';
    const { importId, ...figures } = await ended(await post(file));
    expect(figures).toMatchObject({
      state: "succeeded",
      preset: "regulars",
      rows: 1,
      created: 1,
      updated: 0,
      refused: 0,
    });
    const [{ customerId }] = (await rowsOf(importId)).items;
    const { body } = await houston.get(`/channels/houston/customers/${customerId}`);
    expect(body).toMatchObject({ externalReference: "R1", name: "Ana Bow, man", customerGroup: "30", currency: "USD" });
    expect(body).toMatchObject({ accountNumber: expect.stringMatching(/^00-\d{8}$/), affiliations: ["loyal-shopper"] });
    expect(body.addresses).toMatchObject([{ street: "Main 1", country: "US", primary: true, purpose: "home" }]);
    await runToItsEnd(administrator, "1010");
    const hits = (await houston.get("/channels/houston/customers?email=R1@EXAMPLE.com")).body.items;
    expect(hits).toMatchObject([{ customerId, syncState: "synchronized" }]);
  });

  it("upserts by external reference, else by e-mail, else creates; the rows of one customer in their order", async () => {
    const file = [
      "externalReference,firstName,lastName,email,phone",
      "U1,Ina,First,ina@example.com,",
      "U1,,Second,,713 555 0101",
      ",Ina,Third,INA@example.com,",
      "U2,Ulf,Other,ina@example.com,",
      ",Nobody,Else,,",
    ].join("\n");
    const { importId, ...figures } = await ended(await post(file));
    expect(figures).toMatchObject({ created: 3, updated: 2, refused: 0 });
    const { items } = await rowsOf(importId);
    expect(items[1].customerId).toBe(items[0].customerId);
    expect(items[2].customerId).toBe(items[0].customerId);
    const { body } = await houston.get(`/channels/houston/customers/${items[0].customerId}`);
    expect(body).toMatchObject({ name: "Ina Third", externalReference: "U1" });
    expect(body.phones).toMatchObject([{ number: "+17135550101", primary: true }]);
    expect(body.emails).toMatchObject([{ address: "INA@example.com", primary: true }]);
  });

  it("never changes somebody who was about to get a row's reference and did not", async () => {
    const path = "/channels/houston/customers";
    const { headers, body } = await houston.post(path, { firstName: "Xenia", email: "xenia@example.com" });
    const match = { method: "POST", path: "dbs/headquarters/colls/customers/docs" };
    // The reference is claimed, and the customer is not written.
    const { faults } = cosmosControls(environment);
    await faults([
      { match, delayMs: 1, times: 1 },
      { match, respond: { status: 503 } },
    ]);
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    const patched = await houston.patch(`${path}/${body.customerId}`, { externalReference: "LEFT-1" }, ifMatch);
    await faults([]);
    expect(patched.status).toBe(503);
    const row = (columns: string) => post(`externalReference,firstName,email\n${columns}\n`);
    const stranger = await ended(await row("left-1,Bo,bo@example.com"));
    expect((await rowsOf(stranger.importId)).items).toMatchObject([
      { outcome: "refused", problem: { type: expect.stringMatching(/reference-in-use$/) } },
    ]);
    expect((await houston.get(`${path}/${body.customerId}`)).body).toMatchObject({ firstName: "Xenia" });
    const herself = await ended(await row("LEFT-1,Xenia,XENIA@example.com"));
    expect((await rowsOf(herself.importId)).items).toMatchObject([{ outcome: "updated", customerId: body.customerId }]);
  });

  it("refuses a broken row with every fault and its column, and imports the others", async () => {
    const file = [
      "Reference;Surname;Mail;Land;Size",
      "B1;Good;b1@example.com;Deutschland;",
      "B2;Bad;no e-mail;Atlantis;38",
      "B3;Too;many;columns;1;2",
      "B4;;;Germany;",
      "B5;Fine;b5@example.com;DEU;99",
      "B6;Fine;b6@example.com;DE;38.5",
    ].join("\n");
    const map =
      "&map.externalReference=Reference&map.lastName=Surname&map.email=Mail&map.country=Land&map.attributes.shoe-size=Size";
    const { importId, ...figures } = await ended(await post(file, map));
    expect(figures).toMatchObject({ state: "succeeded", rows: 6, created: 1, updated: 0, refused: 5 });
    const { items } = await rowsOf(importId, "?outcome=refused");
    expect(items.map(({ row }: { row: number }) => row)).toEqual([1, 2, 3, 4, 5]);
    const pointers = items.map(({ problem }: { problem: { errors?: { pointer: string }[] } }) =>
      problem.errors?.map(({ pointer }) => pointer),
    );
    expect(pointers).toEqual([["/Land"], ["/Mail", "/Land"], undefined, ["/lastName"], ["/Size"]]);
    expect(items[2].problem).toMatchObject({ status: 400, detail: "The row has 6 columns, the header 5." });
  });

  it("pages through the rows", async () => {
    const rows = Array.from({ length: 250 }, (_, index) => (index % 50 === 7 ? "Broken" : `Page,${index}`));
    const file = ["firstName,lastName", ...rows].join("\n");
    const { importId, ...figures } = await ended(await post(file));
    expect(figures).toMatchObject({ rows: 250, created: 245, refused: 5 });
    const first = await rowsOf(importId, "?top=200");
    expect([first.items.length, first.continuationToken]).toEqual([200, "200"]);
    const rest = await rowsOf(importId, "?top=200&continuationToken=200");
    expect([rest.items.length, rest.items[0].row, rest.continuationToken]).toEqual([50, 201, null]);
    const refused = await rowsOf(importId, "?outcome=refused&outcome=updated&top=3");
    expect([refused.items.map(({ row }: { row: number }) => row), refused.continuationToken]).toEqual([
      [8, 58, 108],
      "108",
    ]);
  });

  it("takes NDJSON as the API takes customers", async () => {
    const rows = [
      {
        customerType: "organization",
        organizationName: "Contoso",
        addresses: [{ city: "Austin" }, { city: "Dallas" }],
      },
      { lastName: "Odd", nickname: "O" },
      [],
    ];
    const file = rows.map((row) => JSON.stringify(row)).join("\n");
    const { importId, ...figures } = await ended(await post(file, "", "application/x-ndjson"));
    expect(figures).toMatchObject({ rows: 3, created: 1, refused: 2, columns: null });
    const { items } = await rowsOf(importId, "?outcome=refused");
    expect(items[0].problem.errors).toEqual([{ pointer: "/nickname", message: "This property is not known." }]);
    expect(items[1].problem.detail).toBe("The row is no JSON object.");
  });

  it("knows the exports of Shopify and Dynamics by their headers", async () => {
    const shopify =
      "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags\n" +
      "'7001,Sho,Pify,sho@example.com,yes,,1 Way,Apt 2,Austin,TX,US,78701,'+15125550100,'+15125550101,no,0.00,0,,no,vip\n";
    const first = await ended(await post(shopify));
    expect(first).toMatchObject({ preset: "shopify", created: 1 });
    const [{ customerId }] = (await rowsOf(first.importId)).items;
    const { body } = await houston.get(`/channels/houston/customers/${customerId}`);
    expect(body).toMatchObject({ externalReference: "7001", name: "Sho Pify" });
    expect(body.emails).toMatchObject([
      { address: "sho@example.com", marketingConsent: "optedIn", consentChannelId: "houston" },
    ]);
    expect(body.phones).toMatchObject([{ number: "+15125550101", marketingConsent: "optedOut" }]);
    expect(body.addresses).toMatchObject([{ street: "1 Way, Apt 2", state: "TX", phone: "+15125550100" }]);

    const dynamics =
      "CUSTOMERACCOUNT,PARTYTYPE,NAME,PERSONFIRSTNAME,PERSONLASTNAME,CUSTOMERGROUPID,ADDRESSCOUNTRYREGIONID,ADDRESSCITY\n" +
      "D-1,Organization,Fabrikam,,,10,DEU,Berlin\nD-2,Person,Dy Namics,Dy,Namics,30,USA,Houston\n";
    const second = await ended(await post(dynamics));
    expect(second).toMatchObject({ preset: "dynamics", created: 2 });
    const { items } = await rowsOf(second.importId);
    const [organization, person] = await Promise.all(
      items.map(
        async (item: { customerId: string }) =>
          (await houston.get(`/channels/houston/customers/${item.customerId}`)).body,
      ),
    );
    expect(organization).toMatchObject({
      customerType: "organization",
      name: "Fabrikam",
      financialDimensions: { CostCenter: "001" },
    });
    expect(person).toMatchObject({ customerType: "person", name: "Dy Namics", organizationName: null });
  });

  it("refuses at once what cannot be imported, naming every fault", async () => {
    const refuse = async (path: string, body: string, type: string, status: number, kind: string) => {
      const answer = await send(environment, "POST", `/api/v1${imports}${path}`, {
        token,
        body,
        headers: { "content-type": type },
      });
      expectProblem(answer, status, kind);
      return answer.body.errors?.map(({ pointer }: { pointer: string }) => pointer);
    };
    const file = "a,b\n1,2\n";
    expect(await refuse("?channelId=houston", file, "text/csv", 400, "invalid-request")).toEqual(["query/preset"]);
    const unknown = "?channelId=houston&map.lastName=Surname&map.b=b&top=1&preset=shopify";
    expect(await refuse(unknown, file, "text/csv", 400, "invalid-request")).toEqual(["query/map.b", "query/top"]);
    expect(
      await refuse("?channelId=houston&map.lastName=Surname&map.firstName=x", file, "text/csv", 400, "invalid-request"),
    ).toEqual(["query/map.firstName", "query/map.lastName"]);
    expect(await refuse("?channelId=nowhere", file, "text/csv", 409, "reference-missing")).toEqual(["query/channelId"]);
    expect(await refuse("?channelId=houston", "", "text/csv", 400, "invalid-request")).toEqual([""]);
    await refuse("?channelId=houston", "{}", "application/json", 415, "unsupported-media-type");
    await refuse("?channelId=houston", file, "text/csv; charset=latin1", 415, "unsupported-media-type");
    const clerk = await environment.token.worker("000160");
    expectProblem(
      await send(environment, "POST", `/api/v1${imports}?channelId=houston`, { token: clerk, body: file }),
      403,
    );
    expectProblem(
      await send(environment, "GET", `/api/v1${imports}/7d8a855a-6c71-48af-8f6f-8fa2ccbe1084/rows`, { token }),
      404,
    );
  });
});
