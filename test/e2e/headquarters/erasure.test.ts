import { describe, expect, it } from "vitest";
import { problem } from "../../environment/api";
import { until } from "../../environment/until";
import { inHouston, people } from "../people";

describe("erasure", () => {
  const callers = people();
  const person = { firstName: "Forgetme", lastName: "Person", email: "forget@me.example", phone: "206 555 0123" };

  it("P1: an export holds all that is held; an erasure takes it away everywhere, and the identity stays", async () => {
    const created = await callers.create({ ...person, addresses: [{ street: "9 Secret St" }] });
    const { customerId, accountNumber } = created.body;
    await callers.houston.post(`${inHouston(customerId)}/loyalty-cards`, { cardNumber: "FORGET-1" });
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [customerId] });
    await callers.houston.post(`${inHouston(customerId)}/notes`, { text: "A secret." });
    await callers.sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`);
    const before = await callers.administrator.get(`/headquarters/customers/${customerId}/export`);
    expect(before.body).toMatchObject({
      headquarters: [{ name: "Forgetme Person", addresses: [{ street: "9 Secret St" }], loyaltyCards: [{}] }],
      channelCopies: [{ channelDatabaseGroupId: "default" }],
      operations: [],
    });
    const erased = await callers.administrator.post(`/headquarters/customers/${customerId}/erase`, "");
    expect([erased.status, erased.body]).toMatchObject([200, { customerId, accountNumber, name: "", emails: [] }]);
    for (const id of [customerId, accountNumber]) {
      const { body } = await callers.houston.get(inHouston(id));
      expect(body).toMatchObject({ customerId, firstName: null, erasedAt: expect.any(String), loyaltyCards: [] });
    }
    const after = await callers.administrator.get(`/headquarters/customers/${customerId}/export`);
    expect(after.body.headquarters).toMatchObject([{ clientBooks: [], records: [] }]);
    expect(JSON.stringify(after.body)).not.toMatch(/forget|secret|5550123/i);
    for (const query of ["email=forget@me.example", "name=forgetme", "loyaltyCard=FORGET-1"])
      expect((await callers.houston.get(`/channels/houston/customers?${query}`)).body.items).toEqual([]);
    const refused = await callers.houston.patch(inHouston(customerId), { title: "Dr." }, { "if-match": "*" });
    expect(problem(refused)).toEqual([409, "customer-erased"]);
    expect((await callers.administrator.post(`/headquarters/customers/${customerId}/erase`, "")).status).toBe(200);
    const again = await callers.create({ firstName: "Other" });
    const card = await callers.houston.post(`${inHouston(again.body.customerId)}/loyalty-cards`, {
      cardNumber: "FORGET-1",
    });
    expect(card.status).toBe(201);
  });

  it("P1, C7: whoever was merged into a person is erased with them", async () => {
    const secondary = await callers.create({ ...person, lastName: "Merged" });
    const primary = await callers.create(person);
    await callers.merge(secondary.body.customerId, primary.body.customerId);
    await callers.administrator.post(`/headquarters/customers/${secondary.body.customerId}/erase`, "");
    const { body } = await callers.administrator.get(`/headquarters/customers/${secondary.body.customerId}/export`);
    expect(JSON.stringify(body)).not.toMatch(/forget|"Merged"/);
    expect(body.headquarters[0]).toMatchObject({ customerId: primary.body.customerId, erasedAt: expect.any(String) });
  });

  it("P1: a pending customer's operations are cancelled and emptied, and it never gets to headquarters", async () => {
    const waiting = await callers.pending(person);
    await callers.back();
    await Promise.all([
      callers.administrator.post(`/headquarters/customers/${waiting.customerId}/erase`, ""),
      callers.houston.get(inHouston(waiting.customerId)),
    ]);
    await callers.administrator.post(`/headquarters/customers/${waiting.customerId}/erase`, "");
    const { body } = await callers.administrator.get(`/headquarters/async-operations?customerId=${waiting.customerId}`);
    expect(body.items).toMatchObject([{ payload: {} }]);
    expect(body.items[0].state).toMatch(/done|cancelled/);
    const shown = await callers.sanFrancisco.get(`/channels/san-francisco/customers/${waiting.customerId}`);
    expect(shown.body).toMatchObject({ name: "", erasedAt: expect.any(String) });
  });

  it("P1: erasures at the moment of the conversion leave nothing, whoever comes first", async () => {
    const waiting = await Promise.all(Array.from({ length: 8 }, () => callers.pending(person)));
    await callers.back();
    for (const { customerId } of waiting) {
      const erased = await callers.administrator.post(`/headquarters/customers/${customerId}/erase`, "");
      expect(erased.status).toBe(200);
    }
    await until("no operation is open", async () => {
      const states = "state=pending&state=sent&state=failed";
      const ids = waiting.map(({ customerId }) => `customerId=${customerId}`).join("&");
      const { body } = await callers.administrator.get(`/headquarters/async-operations?${states}&${ids}`);
      return body.items.length === 0;
    });
    for (const { customerId } of waiting) {
      const { body } = await callers.administrator.get(`/headquarters/customers/${customerId}/export`);
      expect(JSON.stringify(body)).not.toMatch(/forget|5550123/i);
    }
  });
});
