import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "../e2e/crash/enumeration";
import { killAfterEachStep } from "../e2e/crash/kill-after-each-step";
import { stored } from "../e2e/crash/stored";
import { type Api, api } from "../environment/api";

interface Pair {
  readonly k: number;
  readonly secondary: { readonly customerId: string; readonly accountNumber: string };
  readonly primary: { readonly customerId: string };
}

const inHouston = (id: string) => `/channels/houston/customers/${id}`;

describe("kill -9 of the functions host after each single write of a merge", () => {
  let started: EnumerationEnvironment;
  let houston: Api;

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
    houston = api(started.environment, await started.environment.token.worker("000160"));
  });
  afterAll(() => started?.environment.stop());

  it("C7: nothing is merged, or all of it", async () => {
    const { writes } = await killAfterEachStep<Pair>({
      ...started,
      prepare,
      taskIdOf: ({ secondary, primary }) => `merge-${secondary.customerId}-${primary.customerId}`,
      ask: ({ secondary, primary }) =>
        started.administrator.post(`/headquarters/customers/${secondary.customerId}/merge`, {
          into: primary.customerId,
        }),
      async expectUntouched({ secondary }) {
        const { body } = await houston.get(inHouston(secondary.customerId));
        expect(body).toMatchObject({ customerId: secondary.customerId, mergedInto: null, loyaltyCards: [{}] });
      },
      expectDone,
    });
    expect(writes.filter((name) => !name.endsWith("bulk"))).toEqual([
      "channels/client-book-cards batch", // the card is the survivor's at once
      "channels/client-book-cards batch",
      "channels/customers batch",
      "channels/customers batch",
      "headquarters/customer-keys create", // the locks of both
      "headquarters/customer-keys create",
      "headquarters/customer-keys delete",
      "headquarters/customer-keys delete",
      "headquarters/customers batch", // both customers, and a note, an activity and a follow-up
      "headquarters/customers batch",
      "headquarters/customers batch",
      "headquarters/customers batch",
      "headquarters/customers batch",
      "headquarters/customers delete",
      "headquarters/customers delete",
      "headquarters/customers delete",
      "headquarters/tasks create",
    ]);
  });

  /** One with a card, a book, a note, an activity and a follow-up, and whom it is to be merged into. */
  async function prepare(k: number): Promise<Pair> {
    const create = async (lastName: string) =>
      (await houston.post("/channels/houston/customers", { firstName: `Merge ${k}`, lastName })).body;
    const [secondary, primary] = [await create("Second"), await create("First")];
    const path = inHouston(secondary.customerId);
    const given = [
      await houston.post(`${path}/loyalty-cards`, { cardNumber: `MERGE-${k}` }),
      await houston.post("/channels/houston/client-book/customers", { customerIds: [secondary.customerId] }),
      await houston.post(`${path}/notes`, { text: `Note ${k}` }),
      await houston.post(`${path}/activities`, { type: "phone", text: `Call ${k}` }),
      await houston.post(`${path}/follow-ups`, { text: `Ask ${k}`, dueOn: "2100-01-01" }),
    ];
    expect(given.map(({ status }) => status)).toEqual([201, 200, 201, 201, 201]);
    return { k, secondary, primary };
  }

  async function expectDone({ k, secondary, primary }: Pair): Promise<void> {
    const { customerId } = primary;
    const card = { cardNumber: `MERGE-${k}`, state: "issued" };
    for (const id of [secondary.customerId, secondary.accountNumber, customerId])
      expect((await houston.get(inHouston(id))).body).toMatchObject({ customerId, loyaltyCards: [card] });
    const { body } = await started.administrator.get(`/headquarters/customers/${secondary.customerId}`);
    expect(body).toMatchObject({ customerId, loyaltyCards: [card], clientBooks: [{ workerId: "000160" }] });
    const texts = body.records.map(({ text }: { text: string }) => text);
    expect(texts.sort()).toEqual([`Ask ${k}`, `Call ${k}`, `Note ${k}`]);
    // One of each identity.
    expect(body.audit.filter(({ action }: { action: string }) => action === "merged")).toHaveLength(2);
    const found = await houston.get(`/channels/houston/customers?loyaltyCard=MERGE-${k}`);
    expect(found.body.items).toMatchObject([{ customerId }]);
    // Nothing of it is with both.
    const left = (await stored(started.environment).partitionOf(secondary.customerId)).map(({ type }) => type);
    expect(left).not.toEqual(expect.arrayContaining([expect.stringMatching(/note|activity|followUp/)]));
  }
});
