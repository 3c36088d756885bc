import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { amid } from "../../environment/amid";
import { type Answer, type Api, api, problem } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";

const inHouston = (id = "") => `/channels/houston/customers/${id}`;

describe("what comes amid a change", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ withStorage: true });
    houston = api(environment, await environment.token.worker("000160"));
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = (firstName: string, more = {}) =>
    houston.post(inHouston(), { firstName, email: `${firstName}@example.com`, ...more });

  /** Sends a change, and does something else between its claim and its write at headquarters. */
  const amidClaim = (send: () => Promise<Answer>, meanwhile: () => Promise<unknown>) =>
    amid(environment, { operation: "headquarters/customer-keys create", afterCommit: true }, send, meanwhile);

  it("E1: a reference is free after a lost race, and an import does not take another for its customer", async () => {
    const { body: xenia, headers } = await create("Xenia");
    const patch = (body: object) =>
      houston.patch(inHouston(xenia.customerId), body, { "if-match": headers.get("etag") ?? "" });
    const lost = await amidClaim(
      () => patch({ externalReference: "WRONG-1" }),
      () => patch({ lastName: "Right" }),
    );
    expect(problem(lost)).toEqual([412, "precondition-failed"]);
    const file = "externalReference,firstName,lastName,email\nWRONG-1,Bo,Bowman,bo@example.com\n";
    const path = "/headquarters/customer-imports";
    const { body } = await administrator.post(`${path}?channelId=houston`, file, { "content-type": "text/csv" });
    const ended = await until("the end of the import", async () => {
      const now = (await administrator.get(`${path}/${body.importId}`)).body;
      return now.endedAt !== null && now;
    });
    expect(ended).toMatchObject({ created: 1, updated: 0, refused: 0 });
    const known = await administrator.get(`/headquarters/customers/${xenia.customerId}`);
    expect(known.body).toMatchObject({ name: "Xenia Right", externalReference: null });
    expect(problem(await create("Cy", { externalReference: "WRONG-1" }))).toEqual([409, "reference-in-use"]);
  });

  it("E3: a loyalty card is free after its customer was erased", async () => {
    const issue = (id: string) => houston.post(`${inHouston(id)}/loyalty-cards`, { cardNumber: "AMID-1" });
    const { body: gone } = await create("Gone");
    const refused = await amidClaim(
      () => issue(gone.customerId),
      () => administrator.post(`/headquarters/customers/${gone.customerId}/erase`, undefined),
    );
    expect(problem(refused)).toEqual([409, "customer-erased"]);
    const { body: other } = await create("Other");
    expect((await issue(other.customerId)).status).toBe(201);
  });

  it("P1, B2: whoever is erased while being added to a book is not in it", async () => {
    const erased = (await create("Erased")).body.customerId;
    await houston.get(inHouston(erased));
    const added = await amid(
      environment,
      { operation: "headquarters/customers bulk" }, // of the membership: the copy has been looked at
      () => houston.post("/channels/houston/client-book/customers", { customerIds: [erased] }),
      async () => expect((await administrator.post(`/headquarters/customers/${erased}/erase`, "")).status).toBe(200),
    );
    expect(added.body.results).toEqual([{ customerId: erased, outcome: "notFound" }]);
    const { body } = await houston.get("/channels/houston/client-book?top=200");
    expect(body.items.map(({ customerId }: { customerId: string }) => customerId)).not.toContain(erased);
  });
});
