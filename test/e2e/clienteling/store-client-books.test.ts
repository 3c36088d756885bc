import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { runToItsEnd } from "../crash/repair";
import { expectProblem } from "../send";
import { raw, store } from "./store";

const storeBooks = "/channels/houston/store-client-books";

describe("the client books of a store", () => {
  let environment: TestEnvironment;
  let shop: Awaited<ReturnType<typeof store>>;
  beforeAll(async () => {
    environment = await startTestEnvironment();
    shop = await store(environment);
  }, 60_000);
  afterAll(() => environment?.stop());

  const seen = async (query = "") => {
    const { body } = await shop.as("000160").get(`${storeBooks}?top=200${query}`);
    return new Map<string, string>(
      body.items.map((card: { customerId: string; worker: string }) => [card.customerId, card.worker]),
    );
  };
  const reassign = (body: object) => shop.as("000160").post(`${storeBooks}/reassignments`, body);

  it("B4: the customers of all who share an address book with the store, each with its associate", async () => {
    const [a = "", b = "", elsewhere = ""] = await shop.customers(
      { lastName: "A", attributes: { "newsletter-topic": "bags" } },
      { lastName: "B" },
      { lastName: "Elsewhere" },
    );
    await shop.add("000161", [a]);
    await shop.add("000162", [b], "san-francisco");
    await shop.add("000170", [elsewhere], "san-francisco");
    expect(await seen()).toEqual(
      new Map([
        [a, "000161"],
        [b, "000162"],
      ]),
    );
    expect(await seen("&workerId=000162")).toEqual(new Map([[b, "000162"]]));
    expect(await seen("&workerId=000170")).toEqual(new Map());
    expect(await seen("&attr.newsletter-topic=bags")).toEqual(new Map([[a, "000161"]]));
  });

  it("B3: 713 opens them and 716 reassigns; an associate has neither", async () => {
    expectProblem(raw(await shop.as("000161").get(storeBooks)), 403, "forbidden");
    const body = { customerIds: [randomUUID()], toWorkerId: "000161" };
    expectProblem(raw(await shop.as("000161").post(`${storeBooks}/reassignments`, body)), 403, "forbidden");
  });

  it("B4: reassigning moves customers with their client-book attributes, in bulk", async () => {
    const ids = await shop.customers(...Array.from({ length: 30 }, (_, index) => ({ lastName: `Bulk ${index}` })));
    const [first = "", nowhere = ""] = [ids[0], ...(await shop.customers({ lastName: "In no book" }))];
    await shop.add("000160", ids);
    const attributes = { "favourite-brand": "Fabrikam" };
    await shop.as("000160").patch(`/channels/houston/client-book/customers/${first}`, { attributes });
    const unknown = randomUUID();
    const { status, body } = await reassign({ customerIds: [...ids, nowhere, unknown], toWorkerId: "000161" });
    expect(status).toBe(200);
    expect(body.results).toEqual([
      ...ids.map((customerId) => ({ customerId, outcome: "reassigned" })),
      { customerId: nowhere, outcome: "notInBook" },
      { customerId: unknown, outcome: "notFound" },
    ]);
    expect(await shop.idsIn("000160")).toEqual([]);
    expect(await shop.idsIn("000161")).toEqual(expect.arrayContaining(ids));
    const card = await shop.as("000161").get(`/channels/houston/client-book/customers/${first}`);
    expect(card.body.attributes).toEqual(attributes);
    const books = await seen();
    expect(new Set(ids.map((id) => books.get(id)))).toEqual(new Set(["000161"]));
  });

  it("B4: only out of the named book, and only to an associate of the store", async () => {
    const [id = ""] = await shop.customers({ lastName: "Named" });
    await shop.add("000160", [id]);
    const other = await reassign({ customerIds: [id], toWorkerId: "000161", fromWorkerId: "000162" });
    expect(other.body.results).toEqual([{ customerId: id, outcome: "notInBook" }]);
    const nobody = await reassign({ customerIds: [id], toWorkerId: "000170" });
    expectProblem(raw(nobody), 409, "reference-missing");
    expect(nobody.body.errors).toMatchObject([{ pointer: "/toWorkerId" }]);
    expect(await shop.idsIn("000160")).toContain(id);
  });

  it("B4: a leaver's customers are handed over after the leaver is gone", async () => {
    const administrator = api(environment, await environment.token.administrator());
    const [id = ""] = await shop.customers({ lastName: "Left behind" });
    await shop.add("000162", [id]);
    const workerPath = "/headquarters/workers/000162";
    expect((await administrator.delete(workerPath)).status).toBe(204);
    await runToItsEnd(administrator, "1060");
    const moved = await reassign({ customerIds: [id], fromWorkerId: "000162", toWorkerId: "000160" });
    expect(moved.body.results).toEqual([{ customerId: id, outcome: "reassigned" }]);
    expect(await shop.idsIn("000160")).toContain(id);
  });
});
