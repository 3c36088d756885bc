import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { expectProblem } from "../send";
import { raw, store } from "./store";

const dayMs = 24 * 3_600_000;
const customers = "/channels/houston/client-book/customers";

/** A day of this year or the next in Houston, as a birthday of 1990. */
function birthdayIn(days: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Chicago", dateStyle: "short" });
  const [, month, day] = parts.format(new Date(Date.now() + days * dayMs)).split("-");
  return month === "02" && day === "29" ? "1992-02-29" : `1990-${month}-${day}`;
}

describe("filters and attributes of a client book", () => {
  let environment: TestEnvironment;
  let shop: Awaited<ReturnType<typeof store>>;
  let ids: string[];
  beforeAll(async () => {
    environment = await startTestEnvironment();
    shop = await store(environment);
    ids = await shop.customers(
      { lastName: "Today", attributes: { birthday: birthdayIn(0), "newsletter-topic": "shoes" } },
      { lastName: "Soon", attributes: { birthday: birthdayIn(6), "newsletter-topic": "bags" } },
      { lastName: "Later", attributes: { birthday: birthdayIn(40), "newsletter-topic": "shoes" } },
    );
    await shop.add("000160", ids);
  }, 60_000);
  afterAll(() => environment?.stop());

  const patch = (id: string, attributes: object, headers: Record<string, string> = {}) =>
    shop.as("000160").patch(`${customers}/${id}`, { attributes }, headers);

  it("B7: who has a birthday within the next days, and of those who likes shoes", async () => {
    const [today, soon] = ids;
    expect(new Set(await shop.idsIn("000160", "&attr.birthday.withinDays=7"))).toEqual(new Set([today, soon]));
    expect(await shop.idsIn("000160", "&attr.birthday.withinDays=7&attr.newsletter-topic=shoes")).toEqual([today]);
    const both = "&attr.newsletter-topic=shoes&attr.newsletter-topic=bags";
    expect(await shop.idsIn("000160", both)).toHaveLength(3);
    expect(await shop.idsIn("000160", "&q=lat")).toEqual([ids[2]]);
  });

  it("B7: facets count every refinable attribute, each under the filters of the others", async () => {
    const { facets } = await shop.book("000160", "&attr.birthday.withinDays=7&attr.newsletter-topic=shoes");
    expect(facets.map(({ name }: { name: string }) => name)).toEqual([
      "favourite-brand",
      "anniversary",
      "birthday",
      "newsletter-topic",
    ]);
    expect(facets[3]).toEqual({
      name: "newsletter-topic",
      label: "Newsletter topic",
      values: [
        { value: "bags", count: 1 },
        { value: "shoes", count: 1 },
      ],
    });
  });

  it("B7: an attribute that is not refinable, and a parameter that is none, are refused", async () => {
    const answer = await shop.as("000160").get("/channels/houston/client-book?attr.ring-size=50");
    expectProblem(raw(answer), 400, "invalid-request");
    expect(answer.body.errors).toMatchObject([{ pointer: "query/attr.ring-size" }]);
    const other = await shop.as("000160").get("/channels/houston/client-book?attribute=50");
    expectProblem(raw(other), 400, "invalid-request");
  });

  it("B6: client-book attributes are kept on the place in the book, and fill the slots in display order", async () => {
    const [id = ""] = ids;
    const changed = await patch(id, { "ring-size": 52.5, "favourite-brand": "Contoso" });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      customerId: id,
      attributes: { "ring-size": 52.5, "favourite-brand": "Contoso" },
      slots: [
        { kind: "attribute", name: "favourite-brand", label: "Favourite brand", value: "Contoso" },
        { kind: "attribute", name: "ring-size", label: "Ring size", value: 52.5 },
      ],
    });
    expect(await shop.idsIn("000160", "&attr.favourite-brand=Contoso")).toEqual([id]);
    const shown = await shop.as("000160").get(`${customers}/${id}`);
    expect(shown.body).toEqual(changed.body);
    expect(shown.headers.get("etag")).toBe(changed.headers.get("etag"));
    const cleared = await patch(id, { "ring-size": null });
    expect(cleared.body.attributes).toEqual({ "favourite-brand": "Contoso" });
  });

  it("B6: If-Match is honoured when it is given", async () => {
    const [, id = ""] = ids;
    const first = await patch(id, { "ring-size": 50 });
    const etag = first.headers.get("etag") ?? "";
    expect((await patch(id, { "ring-size": 51 }, { "if-match": etag })).status).toBe(200);
    expectProblem(raw(await patch(id, { "ring-size": 52 }, { "if-match": etag })), 412, "precondition-failed");
  });

  it("B6: what does not fit the attribute is refused, every fault at once; who is not in the book is not found", async () => {
    const [id = ""] = ids;
    const refused = await patch(id, { "favourite-brand": "Other", anniversary: "2026-02-30", birthday: "1990-01-01" });
    expectProblem(raw(refused), 400, "invalid-request");
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/attributes/favourite-brand",
      "/attributes/anniversary",
      "/attributes/birthday",
    ]);
    const [stranger = ""] = await shop.customers({ lastName: "Stranger" });
    expectProblem(raw(await patch(stranger, { "ring-size": 50 })), 404, "not-found");
    expectProblem(raw(await shop.as("000160").get(`${customers}/${stranger}`)), 404, "not-found");
  });

  it("B6: they go with the place: a customer that comes back has none", async () => {
    const [, , id = ""] = ids;
    await patch(id, { "favourite-brand": "Northwind" });
    await shop.as("000160").delete(`${customers}/${id}`);
    await shop.add("000160", [id]);
    expect((await shop.as("000160").get(`${customers}/${id}`)).body.attributes).toEqual({});
  });
});
