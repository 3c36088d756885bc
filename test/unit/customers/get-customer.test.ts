import { describe, expect, it } from "vitest";
import { getCustomer } from "../../../shared/customers";
import { Failure } from "../../../shared/failure";
import { channel } from "./houston";
import { memoryChannel } from "./memory";
import { store } from "./store";

const erasedAt = "2026-03-01T10:00:00.000Z";
const away = new Failure("headquarters-unavailable", "Headquarters is away.");

describe("a customer whose first copy is kept while it is erased", () => {
  /** Reads Ana, whom headquarters erases once it was looked at for the first time. */
  async function readAmidErasure({ isAwayThen = false, lostRaces = 0 } = {}) {
    const { create, headquarters } = store();
    const database = memoryChannel();
    const { customer } = await create({ firstName: "Ana" });
    let looks = 0;
    let left = lostRaces;
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
        async replaceCopy(copy) {
          left -= 1;
          return left < 0 && database.port.replaceCopy(copy);
        },
      },
      headquartersCustomers: headquarters.port,
      realTime: async (call) => {
        looks += 1;
        if (isAwayThen && looks > 1) throw away;
        return call(new AbortController().signal);
      },
      now: () => new Date(erasedAt),
    });
    const answer = await read(channel(), customer.customerId);
    return { answer: answer.customer, copy: database.copy(customer.customerId)?.customer };
  }

  it("P1: is not kept as before", async () => {
    const { answer, copy } = await readAmidErasure();
    expect(answer).toMatchObject({ firstName: null, erasedAt });
    expect(copy?.erasedAt).toBe(erasedAt);
  });

  it("P1: not even when somebody else writes the copy at this moment", async () => {
    const { answer, copy } = await readAmidErasure({ lostRaces: 1 });
    expect([answer.erasedAt, copy?.erasedAt]).toEqual([erasedAt, erasedAt]);
  });

  it("C3: is answered as it was read when headquarters is away just then", async () => {
    expect((await readAmidErasure({ isAwayThen: true })).answer).toMatchObject({ firstName: "Ana" });
  });
});
