import { describe, expect, it } from "vitest";
import { headquarters, problem } from "./headquarters";

describe("configuration", () => {
  const { get, put, remove } = headquarters();

  it("is saved, read and listed as it was given, with an etag", async () => {
    const item = { name: "Friends" };
    const saved = await put("/affiliations/friends", item);
    expect([saved.status, saved.body]).toEqual([200, { id: "friends", ...item }]);
    const read = await get("/affiliations/friends");
    expect([read.body, read.headers.get("etag")]).toEqual([saved.body, saved.headers.get("etag")]);
    const { body } = await get("/affiliations");
    expect(body).toEqual({ items: expect.arrayContaining([saved.body]), continuationToken: null });
  });

  it("what was read can be saved again, with what the API shows beside it; an id of another item cannot", async () => {
    for (const path of ["/channels/berlin", "/number-sequences/customer-account"]) {
      const { body, headers } = await get(path);
      const saved = await put(path, body, { "if-match": headers.get("etag") ?? "" });
      expect([saved.status, saved.headers.get("etag")]).toEqual([200, headers.get("etag")]);
      expect((await put(path, { ...body, id: "other" })).body.errors).toMatchObject([{ pointer: "/id" }]);
    }
  });

  it("If-Match is honoured when given, and never creates", async () => {
    const { headers } = await put("/affiliations/neighbours", { name: "Neighbours" });
    const etag = { "if-match": String(headers.get("etag")) };
    expect((await put("/affiliations/neighbours", { name: "Near" }, etag)).status).toBe(200);
    expect((await put("/affiliations/neighbours", { name: "Far" }, etag)).status).toBe(412);
    expect((await remove("/affiliations/neighbours", etag)).status).toBe(412);
    expect((await put("/affiliations/nobody", { name: "Nobody" }, etag)).status).toBe(412);
    expect((await get("/affiliations/nobody")).status).toBe(404);
    expect((await remove("/affiliations/neighbours")).status).toBe(204);
    expect((await remove("/affiliations/neighbours")).status).toBe(404);
  });

  it("nothing may point at what is not there; every such place is named", async () => {
    const unit = { name: "Nowhere", legalEntityId: "none", primaryAddress: { country: "US" }, timeZone: "UTC" };
    const refused = await put("/operating-units/900", unit);
    expect([refused.status, refused.body.type]).toEqual([409, problem("reference-missing")]);
    expect(refused.body.errors).toEqual([{ pointer: "/legalEntityId", message: expect.stringContaining("none") }]);
    const sequences = { customerAccountSequenceId: "customer-account", clientBookSequenceId: "client-book" };
    expect((await put("/parameters?legalEntityId=none", sequences)).status).toBe(409);
  });

  it.each([
    "legal-entities/usrt",
    "operating-units/052",
    "address-books/houston-book",
    "channel-database-groups/default",
    "functionality-profiles/sync",
    "customer-groups/30",
    "affiliations/loyal-shopper",
    "attributes/birthday",
    "attribute-groups/customer-attributes",
    "permission-groups/associate",
    "number-sequences/customer-account",
  ])("%s is in use and stays", async (path) => {
    const refused = await remove(`/${path}`);
    expect([refused.status, refused.body.type]).toEqual([409, problem("in-use")]);
    expect((await get(`/${path}`)).status).toBe(200);
  });

  it.each([
    ["/legal-entities/x", { name: "X", currency: "usd", language: "english!", country: "USA" }, 3],
    ["/channels/x", { name: "X" }, 6],
    ["/attributes/x", { label: "X", type: "colour", size: 1 }, 2],
    ["/number-sequences/x", { format: "none", next: 0, smallest: 1, largest: 0, blockSize: 0 }, 3],
    [
      "/operating-units/x",
      { name: "X", legalEntityId: "usrt", primaryAddress: { country: "US" }, timeZone: "Mars" },
      1,
    ],
    ["/affiliations/a%20b", { name: "X" }, 1],
  ])("%s of %j is refused with at least %d faults", async (path, body, faults) => {
    const refused = await put(path, body);
    expect([refused.status, refused.body.type]).toEqual([400, problem("invalid-request")]);
    expect(refused.body.errors.length).toBeGreaterThanOrEqual(faults);
  });

  it("S7: a number sequence says what remains, and its next number only rises", async () => {
    const sequence = { format: "T-####", next: 10, smallest: 1, largest: 100, blockSize: 5 };
    expect((await put("/number-sequences/trial", sequence)).body).toMatchObject({ remaining: 91 });
    expect((await put("/number-sequences/trial", { ...sequence, next: 9 })).status).toBe(400);
    expect((await put("/number-sequences/trial", { ...sequence, next: 101 })).body).toMatchObject({ remaining: 0 });
  });

  it("S7: a sequence that comes near its end says so with every answer", async () => {
    const sequence = { format: "L-####", next: 9_900, smallest: 1, largest: 9_999, blockSize: 1 };
    const warnings = [expect.stringContaining("100 numbers")];
    expect((await put("/number-sequences/last", sequence)).body).toMatchObject({ remaining: 100, warnings });
    expect((await get("/number-sequences/last")).body).toMatchObject({ warnings });
    expect((await get("/number-sequences/customer-account")).body).not.toHaveProperty("warnings");
  });

  it("what contradicts itself, or other configuration, is refused", async () => {
    const list = await put("/attributes/empty", { label: "Empty", type: "list", minimum: 1 });
    expect([list.status, list.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      400,
      ["/values", "/minimum"],
    ]);
    const { id: _, ...channel } = (await get("/channels/houston")).body;
    const refused = await put("/channels/houston", { ...channel, operatingUnitId: "101" });
    expect([refused.status, refused.body.type]).toEqual([409, problem("configuration-contradiction")]);
    expect(refused.body.errors).toMatchObject([{ pointer: "/operatingUnitId" }]);
  });

  it("a collection is listed by id, page by page", async () => {
    const first = (await get("/workers?top=2")).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual(["000160", "000161"]);
    const token = encodeURIComponent(first.continuationToken);
    const second = (await get(`/workers?top=2&continuationToken=${token}`)).body;
    expect(second.items.map(({ id }: { id: string }) => id)).toEqual(["000162", "000170"]);
    expect((await get("/workers?top=0")).status).toBe(400);
    expect((await get("/workers?continuationToken=garbage")).status).toBe(400);
  });

  it("P2: every change says who made it, when, and which fields; what changes nothing is none", async () => {
    const item = { name: "Audited", financialDimensions: { CostCenter: "1" } };
    const changed = { ...item, financialDimensions: { CostCenter: "2" } };
    for (const body of [item, changed, changed]) await put("/customer-groups/audited", body);
    await remove("/customer-groups/audited");
    const { body } = await get("/configuration-changes?collection=customer-groups&id=audited");
    const by = { actor: expect.stringMatching(/^administrator:./), at: expect.any(String) };
    const of = { ...by, collection: "customer-groups", id: "audited", version: expect.any(Number) };
    expect(body.items).toEqual([
      { ...of, action: "deleted", fields: ["/name", "/financialDimensions"] },
      { ...of, action: "replaced", fields: ["/financialDimensions/CostCenter"] },
      { ...of, action: "created", fields: ["/name", "/financialDimensions"] },
    ]);
    const newest = (await get("/configuration-changes?top=1")).body;
    expect(newest).toMatchObject({ items: [body.items[0]], continuationToken: expect.any(String) });
    expect((await get("/configuration-changes?collection=customers")).status).toBe(400);
  });

  it("a deletion and new references at once never leave a reference to nothing", async () => {
    const { id: _, ...channel } = (await get("/channels/us-web")).body;
    for (let round = 0; round < 5; round += 1) {
      await put("/address-books/raced", { name: "Raced" });
      const [saved, deleted] = await Promise.all([
        put("/channels/raced", { ...channel, clientIds: [], addressBookIds: ["raced"] }),
        remove("/address-books/raced"),
      ]);
      expect([saved.status, deleted.status]).toSatisfy(
        ([put, gone]: number[]) => (put === 200 && gone === 409) || (put === 409 && gone === 204),
      );
      if (saved.status === 200) await remove("/channels/raced");
    }
    await remove("/address-books/raced");
  });

  it("F4: features name what they need, and who needs them", async () => {
    const set = (id: string, enabled: boolean) => put(`/features/${id}`, { enabled });
    const refused = await set("asyncCustomerEdits", true);
    expect([refused.status, refused.body.type]).toEqual([409, problem("feature-prerequisite")]);
    expect(refused.body.detail).toMatch(/enhancedAsyncCustomers.*asyncAddresses/);
    for (const id of ["enhancedAsyncCustomers", "asyncAddresses", "asyncCustomerEdits"])
      expect((await set(id, true)).body).toEqual({ id, enabled: true });
    const { headers } = await get("/features/asyncCustomerEdits");
    const etag = { "if-match": String(headers.get("etag")) };
    expect((await put("/features/asyncCustomerEdits", { enabled: false }, etag)).status).toBe(200);
    expect((await put("/features/asyncCustomerEdits", { enabled: true }, etag)).status).toBe(412);
    expect((await set("asyncCustomerEdits", true)).status).toBe(200);
    expect((await set("asyncAddresses", false)).body.detail).toContain("asyncCustomerEdits");
    for (const id of ["asyncCustomerEdits", "enhancedAsyncCustomers", "asyncAddresses"]) await set(id, false);
    const { body } = await get("/features");
    expect(body.items.filter(({ enabled }: { enabled: boolean }) => enabled)).toEqual([
      { id: "clienteling", enabled: true },
    ]);
  });
});
