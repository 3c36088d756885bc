import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

describe("creating a customer", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment();
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
  }, 60_000);
  afterAll(() => environment?.stop());

  it("C1: a sync create answers 201 with the account number, and all stores find it at once", async () => {
    const created = await houston.post("/channels/houston/customers", { firstName: "Ana", lastName: "Bowman" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ creationMode: "sync", asyncReason: null, syncState: "synchronized" });
    expect(created.body.accountNumber).toMatch(/^00-\d{8}$/);
    const found = await sanFrancisco.get("/channels/san-francisco/customers?q=bowman&scope=allStores");
    expect(found.body.items.map((hit: { customerId: string }) => hit.customerId)).toContain(created.body.customerId);
  });

  it("C3: an async create answers 202 as Pending sync, and its account number follows", async () => {
    const created = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Okafor" });
    expect(created.status).toBe(202);
    expect(created.body).toMatchObject({
      accountNumber: null,
      accountNumberDisplay: "Pending sync",
      asyncReason: "profile",
    });
    const numbered = await until("the account number", async () => {
      const { body } = await sanFrancisco.get(`/channels/san-francisco/customers/${created.body.customerId}`);
      return body.accountNumber !== null && body;
    });
    expect(numbered).toMatchObject({ syncState: "synchronized", customerId: created.body.customerId });
  });
});
