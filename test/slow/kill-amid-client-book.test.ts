import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { store } from "../e2e/clienteling/store";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "../e2e/crash/enumeration";
import { killAfterEachRequest } from "../e2e/crash/kill-after-each-request";
import { runToItsEnd } from "../e2e/crash/repair";
import { stored } from "../e2e/crash/stored";
import type { Answer, Api } from "../environment/api";

const manager = "000160";
const associate = "000161";

/** It is read in bulk, too, which the gateway counts alike. */
const membership = ["headquarters/customers bulk", "headquarters/customers bulk"];

describe("kill -9 of the functions host after each request of a change of client books", () => {
  let started: EnumerationEnvironment;
  let shop: Awaited<ReturnType<typeof store>>;

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
    shop = await store(started.environment);
    for (const id of [manager, associate] as const) await shop.add(id, await shop.customers({ lastName: "First" }));
  });
  afterAll(() => started?.environment.stop());

  /** Whose books show the customer. */
  async function shownBy(customerId: string): Promise<string[]> {
    const workers = [manager, associate] as const;
    const shown = await Promise.all(workers.map(async (id) => (await shop.idsIn(id)).includes(customerId)));
    return workers.filter((_, index) => shown[index]);
  }

  interface Change {
    prepare(): Promise<string>;
    ask(caller: Api, customerId: string): Promise<Answer>;
    /** In whose books the customer is in the end. */
    readonly inTheEnd: readonly string[];
  }

  /** After each crash job 1010 alone brings what was written at headquarters; asking again does the rest. */
  async function killAmid({ prepare, ask, inTheEnd }: Change) {
    const { environment, administrator } = started;
    return killAfterEachRequest({
      environment,
      prepare,
      ask: (customerId) => ask(shop.as(manager), customerId).catch(() => undefined),
      async afterwards(customerId, asked, isCrashed) {
        await asked;
        if (isCrashed) {
          await runToItsEnd(administrator, "1010");
          expect(await shownBy(customerId)).toEqual(await stored(environment).clientBooksOf(customerId));
          await ask(shop.as(manager), customerId);
        }
        expect(await stored(environment).clientBooksOf(customerId)).toEqual(inTheEnd);
        expect(await shownBy(customerId)).toEqual(inTheEnd);
      },
    });
  }

  const newCustomer = async () => (await shop.customers({ lastName: "Struck" }))[0] ?? "";
  const client = async () => {
    const customerId = await newCustomer();
    await shop.add(manager, [customerId]);
    return customerId;
  };
  const book = "/channels/houston/client-book/customers";

  it("B11: of adding a customer", async () => {
    const { writes } = await killAmid({
      prepare: newCustomer,
      ask: (caller, customerId) => caller.post(book, { customerIds: [customerId] }),
      inTheEnd: [manager],
    });
    // The last of the bulk requests looks who was erased meanwhile.
    expect(writes).toEqual(["channels/client-book-cards batch", ...membership, "headquarters/customers bulk"]);
  });

  it("B11: of removing one", async () => {
    const { writes } = await killAmid({
      prepare: client,
      ask: (caller, customerId) => caller.delete(`${book}/${customerId}`),
      inTheEnd: [],
    });
    expect(writes).toEqual(["channels/client-book-cards batch", ...membership]);
  });

  it("B4, B11: of moving one to another associate", async () => {
    const reassignments = "/channels/houston/store-client-books/reassignments";
    const { writes } = await killAmid({
      prepare: client,
      ask: (caller, customerId) => caller.post(reassignments, { customerIds: [customerId], toWorkerId: associate }),
      inTheEnd: [associate],
    });
    expect(writes).toEqual(["channels/client-book-cards batch", "channels/client-book-cards batch", ...membership]);
  });
});
