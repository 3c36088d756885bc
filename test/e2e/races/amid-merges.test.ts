import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { amid } from "../../environment/amid";
import { type Api, api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { stored } from "../crash/stored";

const inHouston = (id: string) => `/channels/houston/customers/${id}`;

describe("what comes before and amid a merge", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment();
    houston = api(environment, await environment.token.worker("000160"));
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());
  afterEach(() => cosmosControls(environment).faults([]));

  const create = async (firstName: string): Promise<string> =>
    (await houston.post("/channels/houston/customers", { firstName })).body.customerId;
  const merge = (secondary: string, into: string) =>
    administrator.post(`/headquarters/customers/${secondary}/merge`, { into });

  it("C7, P1: nobody is merged into a customer who was erased after the merge was asked for", async () => {
    const [living, gone] = [await create("Living"), await create("Gone")];
    const merged = await amid(
      environment,
      { operation: "headquarters/customer-keys create", all: true }, // the locks of the merge, and of its task beside it
      () => merge(living, gone),
      async () => expect((await administrator.post(`/headquarters/customers/${gone}/erase`, "")).status).toBe(200),
    );
    expect([merged.status, merged.body.type]).toEqual([409, expect.stringMatching(/customer-erased$/)]);
    expect((await houston.get(inHouston(living))).body).toMatchObject({ customerId: living, firstName: "Living" });
  });

  it("C7, B10: the last contact with either counts for the survivor", async () => {
    const [called, other] = [await create("Called"), await create("Other")];
    await houston.post("/channels/houston/client-book/customers", { customerIds: [called] });
    await houston.post(`${inHouston(called)}/activities`, { type: "phone", text: "Called" });
    const since = async (id: string) => {
      const { body } = await houston.get("/channels/houston/client-book/suggestions?days=0&top=200");
      return body.items.find(({ customerId }: { customerId: string }) => customerId === id)?.since;
    };
    const before = await since(called);
    expect(before).toEqual(expect.any(String));
    expect((await merge(called, other)).status).toBe(200);
    expect(await since(other)).toBe(before);
  });

  it("P1, B2: whoever is erased while being added to a book is not in it", async () => {
    const erased = await create("Erased");
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

  it("C7: each merge keeps an intent of its own", async () => {
    const [secondary, first, second] = [await create("One"), await create("Two"), await create("Three")];
    const post = { method: "POST", path: "dbs/headquarters/colls/customer-keys" };
    await cosmosControls(environment).faults([{ match: post, respond: { status: 503 } }]);
    // Neither is carried out before both were asked for.
    for (const into of [first, second]) expect((await merge(secondary, into)).status).toBe(503);
    const kept = [first, second].map((into) => stored(environment).tasksOf(`merge-${secondary}-${into}`));
    expect((await Promise.all(kept)).map(({ length }) => length > 0)).toEqual([true, true]);
  });
});
