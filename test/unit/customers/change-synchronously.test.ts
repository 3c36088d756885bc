import { describe, expect, it } from "vitest";
import { changeHeadquartersCustomer, changeSynchronously } from "../../../shared/customers";
import { silent } from "../log";
import { channel } from "./houston";
import { store } from "./store";

/** Changes a customer whose copy is as before, while headquarters knows more. */
async function changeBehind(atHeadquarters: object) {
  const { create, headquarters, channel: database } = store();
  const { customer } = await create({ firstName: "Ana" });
  const { customerId } = customer;
  const copy = database.copy(customerId);
  const [known] = headquarters.customers();
  if (copy === undefined || known === undefined) throw new Error("It is not there.");
  const entry = { entryId: "e", customerId, at: customer.createdAt, actor: "administrator", channelId: null } as const;
  const changed = { ...known, customer: { ...known.customer, ...atHeadquarters }, revision: known.revision + 1 };
  await headquarters.port.update(changed, { ...entry, action: "erased", fields: [] });
  const ports = {
    channelCustomers: database.port,
    headquartersCustomers: headquarters.port,
    customerKeys: headquarters.keys,
    followClient: async () => undefined,
    realTime: <Answer>(call: (signal: AbortSignal) => Promise<Answer>) => call(new AbortController().signal),
    log: silent,
    now: () => new Date(customer.createdAt),
    newId: () => "change",
  };
  const change = changeSynchronously({ ...ports, changeHeadquartersCustomer: changeHeadquartersCustomer(ports) });
  const plan = () => ({ kind: "issueLoyaltyCard", payload: { cardNumber: "LC-1" } }) as const;
  const asked = { channel: channel(), customer: copy, actor: "worker:1", ifMatch: "*", isConditional: false, plan };
  const kind = await change(asked).then(
    () => "changed",
    (error) => error.kind,
  );
  const after = headquarters.customers()[0]?.customer;
  return { kind, cards: after?.loyaltyCards, copy: database.copy(customerId)?.customer };
}

describe("a change of one whose copy does not show yet what headquarters knows", () => {
  it("P1: is refused when the customer was erased, and the copy is brought", async () => {
    const erasedAt = "2026-03-01T10:00:00.000Z";
    const { kind, cards, copy } = await changeBehind({ erasedAt });
    expect([kind, cards, copy?.erasedAt]).toEqual(["customer-erased", [], erasedAt]);
  });

  it("C7: is refused when the customer was merged", async () => {
    const { kind, cards, copy } = await changeBehind({ mergedInto: "other" });
    expect([kind, cards, copy?.mergedInto]).toEqual(["customer-merged", [], "other"]);
  });
});
