import { describe, expect, it } from "vitest";
import { eraseCustomer } from "../../../shared/customers";
import { store } from "./store";

describe("erasing a customer", () => {
  it("P1: takes away what is recorded up to the moment when the copies say that it was erased", async () => {
    const { create, headquarters, now } = store();
    const { customer } = await create({ firstName: "Ana" });
    const { customerId } = customer;
    const records = ["before"];
    const cards = ["card"];
    const erase = eraseCustomer({
      headquartersCustomers: headquarters.port,
      customerKeys: headquarters.keys,
      async findForAdministrator() {
        const [known] = headquarters.customers();
        if (known === undefined) throw new Error("It is not there.");
        return { outcome: "known", known };
      },
      operationLog: { ofCustomers: async () => [], settle: async () => true },
      // A till that has looked at the copy writes its note.
      refreshCopies: async () => void records.push("amid"),
      eraseClienteling: async () => void records.splice(0),
      followClient: async () => void cards.splice(0, records.length === 0 ? 1 : 0),
      now,
    });
    expect((await erase(customerId, "administrator")).customer.erasedAt).toBe(now().toISOString());
    expect({ records, cards }).toEqual({ records: [], cards: [] });
  });
});
