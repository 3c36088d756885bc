import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { leaksIn } from "../environment/leaks";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";

/** Whatever of these stood in a line came from what was sent. */
const person = {
  firstName: "Ottoline",
  lastName: "Quarrington",
  email: "o.quarrington@post.example",
  phone: "(206) 555-0187",
  addresses: [{ street: "17 Wrenfield Row", city: "Ambleford", postalCode: "98155" }],
  attributes: { birthday: "1971-03-09" },
};
const said = "Dislikes heliotrope";
const marks = ["Ottoline", "Quarrington", "5550187", "555-0187", "Wrenfield", "Ambleford", "heliotrope", "1971-03-09"];

describe("what the functions print", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let administrator: Api;
  beforeAll(async () => {
    const settings = { CONFIGURATION_CACHE_SECONDS: "0.1", HEADQUARTERS_BREAKER_PAUSE_MS: "100" };
    environment = await startTestEnvironment({ settings });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());

  const customers = "/channels/houston/customers";
  const book = "/channels/houston/client-book";
  const accepted = ({ status, body }: { status: number; body: unknown }) =>
    expect(status, JSON.stringify(body)).toBeLessThan(300);

  it("P3: names no customer, whatever is done, refused or failing", async () => {
    const id = await createAndEdit();
    await keepInBook(id);
    await refuse(id);
    await failAndRecover();
    await takeAway(id);
    expect(environment.lines.join("\n")).toContain("account-number.assigned");
    expect(leaksIn(environment.lines, marks)).toEqual([]);
  });

  async function createAndEdit(): Promise<string> {
    const created = await houston.post(customers, person);
    accepted(created);
    const path = `${customers}/${created.body.customerId}`;
    accepted(await houston.patch(path, { middleName: "Quarrington" }, { "if-match": "*" }));
    accepted(await houston.post(`${path}/addresses`, { street: "18 Wrenfield Row" }, { "if-match": "*" }));
    for (const query of ["q=quarrington+ottoline", `email=${person.email}`, "phone=2065550187"]) {
      expect((await houston.get(`${customers}?${query}`)).body.items).toHaveLength(1);
    }
    const pending = await sanFrancisco.post("/channels/san-francisco/customers", person);
    accepted(pending);
    await until("it is numbered", async () => {
      const { body } = await sanFrancisco.get(`/channels/san-francisco/customers/${pending.body.customerId}`);
      return body.accountNumber !== null;
    });
    const offline = { ...person, customerId: randomUUID(), createdAt: new Date().toISOString() };
    const uploaded = await houston.post("/channels/houston/offline-customers", { items: [offline] });
    expect(uploaded.body.results).toMatchObject([{ outcome: "created" }]);
    return created.body.customerId;
  }

  async function keepInBook(id: string): Promise<void> {
    const settings = "/headquarters/customer-insights";
    const { body } = await administrator.get(settings);
    const { keyVaultUrl, keyVaultClientId, secretState, secretExpiresOn, secretDaysLeft, lastValidation, ...stored } =
      body;
    accepted(await administrator.put(settings, { ...stored, enabled: true }));
    await runToItsEnd(administrator, "1110");
    accepted(await houston.post(`${book}/customers`, { customerIds: [id] }));
    accepted(await houston.patch(`${book}/customers/${id}`, { attributes: { anniversary: "1971-03-09" } }));
    accepted(await houston.post(`${customers}/${id}/notes`, { text: said }));
    accepted(await houston.post(`${customers}/${id}/activities`, { type: "phone", text: said }));
    accepted(await houston.post(`${customers}/${id}/follow-ups`, { text: said, dueOn: "2031-03-09" }));
    await until("measures are asked for", async () => {
      const { items } = (await houston.get(`${book}?q=quarrington`)).body;
      return items[0].insights !== "off";
    });
  }

  async function refuse(id: string): Promise<void> {
    const refusals = [
      await houston.post(customers, { ...person, email: "quarrington", nickname: "Ottoline" }),
      await houston.post(`${customers}?onDuplicate=reject`, person),
      await houston.get(`${customers}/Quarrington`),
      await houston.patch(`${customers}/${id}`, { lastName: "Quarrington" }, { "if-match": '"0.0"' }),
      await houston.post(`${customers}/${id}/notes`, { text: said, by: "Ottoline" }),
      await houston.get(`${book}?attr.quarrington=1`),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 409, 404, 412, 400, 400]);
  }

  async function failAndRecover(): Promise<void> {
    await cosmosControls(environment).faults([{ match: { path: "dbs/headquarters" }, respond: { status: 503 } }]);
    expect(await houston.post(customers, person)).toMatchObject({ status: 202 });
    await cosmosControls(environment).faults([{ match: { path: "dbs/" }, respond: { status: 403 } }]);
    const failed = await houston.post(customers, person);
    await cosmosControls(environment).faults([]);
    expect(failed.status).toBeGreaterThanOrEqual(500);
    await runToItsEnd(administrator, "P-0001");
  }

  async function takeAway(id: string): Promise<void> {
    accepted(await houston.delete(`${book}/customers/${id}`));
    const erased = await administrator.post(`/headquarters/customers/${id}/erase`, "");
    accepted(erased);
    await runToItsEnd(administrator, "1010");
  }
});
