import { describe, expect, it } from "vitest";
import { changeCustomer, requireFreeCard, type StoredChannelCustomer } from "../../../shared/customers";
import { channel } from "./houston";
import { store } from "./store";

const plan = () => ({ kind: "edit", payload: { lastName: "Later" } }) as const;
const editable = channel({
  async: true,
  features: { enhancedAsyncCustomers: true, asyncAddresses: true, asyncCustomerEdits: true },
});

/** A pending customer whose copy somebody else writes while it is changed, as `meanwhile` says. */
async function changed(meanwhile: (copy: StoredChannelCustomer) => StoredChannelCustomer) {
  const used = store();
  const { customer } = await used.create({ firstName: "Ana" }, editable);
  const read = async () => {
    const copy = used.channel.copy(customer.customerId);
    if (copy === undefined) throw new Error("It is not there.");
    return copy;
  };
  let tries = 0;
  const change = changeCustomer({
    findCustomer: read,
    channelCustomers: used.channel.port,
    requireFreeCard: requireFreeCard(used.channel),
    changeSynchronously: async () => undefined,
    appendOperation: async ({ customer: found }) => {
      tries += 1;
      if (tries === 1) await used.channel.port.replaceCopy(meanwhile(await read()));
      return found.etag === (await read()).etag ? found : undefined;
    },
  });
  return change({
    channel: editable,
    customer: await read(),
    actor: "worker:1",
    ifMatch: '"0.1"',
    isConditional: true,
    plan,
  });
}

describe("changing a customer on a condition", () => {
  it("E1: a sync time that is written at the same moment does not break it", async () => {
    const answer = await changed((copy) => ({ ...copy, syncState: "pendingAccount" }));
    expect(answer).toMatchObject({ isPending: true, customer: { syncState: "pendingAccount" } });
  });

  it("E1: another change does", async () => {
    const another = changed((copy) => ({ ...copy, operationCount: copy.operationCount + 1 }));
    await expect(another).rejects.toMatchObject({ kind: "precondition-failed" });
  });
});

describe("reserving a loyalty card", () => {
  const card = (cardNumber: string) => ({ kind: "issueLoyaltyCard", payload: { cardNumber } }) as const;

  it("E3: is refused when another customer of the channel database group has it, however it is written", async () => {
    const { channel: database, create } = store();
    const requireFree = requireFreeCard(database);
    const holder = await create({ firstName: "Ana" });
    const stored = database.copy(holder.customer.customerId);
    if (stored === undefined) throw new Error("It is not there.");
    const loyaltyCards = [{ cardNumber: "LC-1", state: "issued", issuedAt: stored.customer.createdAt } as const];
    await database.port.replaceCopy({ ...stored, customer: { ...stored.customer, loyaltyCards } });
    const pending = await create({ firstName: "Bo" }, editable);
    await expect(requireFree(pending, card("lc-1"))).rejects.toMatchObject({ kind: "card-in-use" });
    await expect(requireFree(pending, card("LC-2"))).resolves.toBeUndefined();
    await expect(requireFree(holder, card("LC-1"))).resolves.toBeUndefined();
  });
});
