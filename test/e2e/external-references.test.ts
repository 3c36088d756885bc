import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api, problem } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { inParallel } from "./crash/point-of-sale";
import { stored } from "./crash/stored";

const inHouston = (id = "") => `/channels/houston/customers/${id}`;
const inUse = [409, "reference-in-use"];

describe("external references", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ withStorage: true, settings: { CONFIGURATION_CACHE_SECONDS: "3600" } });
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = (externalReference: string, headers = {}) =>
    houston.post(inHouston(), { lastName: "Referred", externalReference }, headers);
  const patch = (id: string, externalReference: string | null) =>
    houston.patch(inHouston(id), { externalReference }, { "if-match": "*" });
  /** Who owns it, in the database. */
  const ownerOf = async (reference: string) =>
    (await stored(environment).claims()).find(({ key }) => key === `usrt:${reference.toLowerCase()}`)?.customerId;

  it("a customer of a till has its own alone, and a repeated create finds the customer", async () => {
    const made = await create("Till-1", { "idempotency-key": "till-1" });
    expect([made.status, made.body.externalReference]).toEqual([201, "Till-1"]);
    expect(problem(await create("TILL-1"))).toEqual(inUse);
    const again = await create("Till-1", { "idempotency-key": "till-1" });
    expect([again.status, again.body.customerId]).toEqual([201, made.body.customerId]);
  });

  it("of many creates of one reference at once one succeeds", async () => {
    const answers = await inParallel(16, 16, (index) => create(index % 2 ? "Race-1" : "RACE-1"));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => problem(answer)[1] === "reference-in-use")).toHaveLength(15);
  });

  it("an import finds the customer of a till by it", async () => {
    const { body: made } = await create("Till-2");
    const path = "/headquarters/customer-imports";
    const file = "externalReference,firstName,lastName\nTill-2,Imported,Referred\n";
    const { body } = await administrator.post(`${path}?channelId=houston`, file, { "content-type": "text/csv" });
    const ended = await until("the end of the import", async () => {
      const now = (await administrator.get(`${path}/${body.importId}`)).body;
      return now.endedAt !== null && now;
    });
    expect(ended).toMatchObject({ created: 0, updated: 1, refused: 0 });
    const known = await administrator.get(`/headquarters/customers/${made.customerId}`);
    expect(known.body).toMatchObject({ firstName: "Imported", externalReference: "Till-2" });
  });

  it("S5: the conversion of a pending customer fails over one that is taken, until it is repaired", async () => {
    await create("Taken-1");
    const { body: pending } = await sanFrancisco.post("/channels/san-francisco/customers", {
      lastName: "Referred",
      externalReference: "Taken-1",
    });
    const path = `/channels/san-francisco/customers/${pending.customerId}`;
    const inState = (state: string) =>
      until(`the customer is ${state}`, async () => {
        const { body } = await sanFrancisco.get(path);
        return body.syncState === state && body;
      });
    await inState("failed");
    const list = await administrator.get(`/headquarters/async-operations?customerId=${pending.customerId}`);
    const [{ operationId, lastError }] = list.body.items;
    expect(lastError).toMatch(/external reference/);
    const operation = `/headquarters/async-operations/${operationId}`;
    await administrator.patch(operation, { payload: { externalReference: "Free-1" } });
    expect((await administrator.post(`${operation}/synchronize`, undefined)).status).toBe(202);
    expect(await inState("synchronized")).toMatchObject({ externalReference: "Free-1" });
    expect(await ownerOf("Free-1")).toBe(pending.customerId);
  });

  it("E1: a patch gives one, refuses one that is taken, and frees the former", async () => {
    const [{ body: ana }, { body: bo }] = [await create("Ana-1"), await create("Bo-1")];
    expect(problem(await patch(ana.customerId, "bo-1"))).toEqual(inUse);
    const renamed = await patch(ana.customerId, "Ana-2");
    expect([renamed.status, renamed.body.externalReference]).toEqual([200, "Ana-2"]);
    expect(renamed.body).not.toHaveProperty("formerReferences");
    expect((await patch(bo.customerId, "Ana-1")).status).toBe(200);
    expect((await patch(bo.customerId, null)).body.externalReference).toBeNull();
    expect([await ownerOf("Ana-1"), await ownerOf("Bo-1"), await ownerOf("Ana-2")]).toEqual([
      undefined,
      undefined,
      ana.customerId,
    ]);
  });

  it("E1: one that is only written otherwise stays the customer's", async () => {
    const { body: ana } = await create("Case-1");
    expect((await patch(ana.customerId, "CASE-1")).body.externalReference).toBe("CASE-1");
    expect(await ownerOf("Case-1")).toBe(ana.customerId);
    expect(problem(await create("case-1"))).toEqual(inUse);
  });

  it("P1: an erased customer's is free, and nothing of it is left", async () => {
    const { body: ana } = await create("Gone-1");
    await patch(ana.customerId, "Gone-2");
    await administrator.post(`/headquarters/customers/${ana.customerId}/erase`, undefined);
    expect(await stored(environment).everything()).not.toMatch(/gone-\d/i);
    expect((await create("Gone-2")).status).toBe(201);
  });
});
