import { expect, it } from "vitest";
import { getCustomer } from "../../../shared/customers";
import { channel } from "./houston";
import { memoryChannel } from "./memory";
import { store } from "./store";

it("P1: who was erased between the look at headquarters and the copy is not kept as before", async () => {
  const erasedAt = "2026-03-01T10:00:00.000Z";
  const { create, headquarters } = store();
  const database = memoryChannel();
  const { customer } = await create({ firstName: "Ana" });
  const read = getCustomer({
    channelCustomers: {
      ...database.port,
      async insertCopy(copy) {
        const [known] = headquarters.customers();
        if (known === undefined) throw new Error("It is not there.");
        const erased = { ...known.customer, firstName: null, erasedAt };
        const entry = { entryId: "erase", customerId: customer.customerId, at: erasedAt, actor: "administrator" };
        await headquarters.port.update(
          { ...known, customer: erased, revision: known.revision + 1 },
          { ...entry, channelId: null, action: "erased", fields: [] },
        );
        return database.port.insertCopy(copy);
      },
    },
    headquartersCustomers: headquarters.port,
    realTime: (call) => call(new AbortController().signal),
    now: () => new Date(erasedAt),
  });
  const answer = await read(channel(), customer.customerId);
  expect(answer.customer).toMatchObject({ firstName: null, erasedAt });
  expect(database.copy(customer.customerId)?.customer.erasedAt).toBe(erasedAt);
});
