import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "../e2e/crash/enumeration";
import { idleQueue } from "../e2e/crash/idle-queue";
import { killAfterEachStep } from "../e2e/crash/kill-after-each-step";
import { answered } from "../e2e/crash/point-of-sale";
import { runToItsEnd } from "../e2e/crash/repair";
import { stored } from "../e2e/crash/stored";
import { withoutSignals, withSignals } from "../e2e/crash/unsignalled";
import { type Api, api } from "../environment/api";

interface Person {
  readonly customerId: string;
  /** What of the person must be nowhere in the end. */
  readonly traces: RegExp;
}

describe("kill -9 of the functions host after each single write of an erasure", () => {
  let started: EnumerationEnvironment;
  let houston: Api;
  let sanFrancisco: Api;

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
    houston = api(started.environment, await started.environment.token.worker("000160"));
    sanFrancisco = api(started.environment, await started.environment.token.worker("000170"));
  });
  afterAll(() => started?.environment.stop());

  const taskIdOf = ({ customerId }: Person) => `erase-${customerId}`;
  const ask = ({ customerId }: Person) =>
    started.administrator.post(`/headquarters/customers/${customerId}/erase`, undefined);

  it("P1: nothing is left of a customer, wherever it crashed", async () => {
    const { writes } = await killAfterEachStep<Person>({
      ...started,
      prepare: everythingOf,
      taskIdOf,
      ask,
      async expectUntouched({ customerId }) {
        const { body } = await houston.get(`/channels/houston/customers/${customerId}`);
        expect(body).toMatchObject({ erasedAt: null, loyaltyCards: [{}] });
      },
      expectDone: expectNothingLeft,
    });
    expect(writes).toEqual(
      expect.arrayContaining([
        "channels/customers batch",
        "headquarters/customer-keys delete",
        "headquarters/customers batch",
        "headquarters/tasks create",
      ]),
    );
  });

  it("P1: nothing is left of a pending customer, who never gets to headquarters", async () => {
    await killAfterEachStep<Person>({
      ...started,
      prepare: pendingPerson,
      taskIdOf,
      ask,
      async expectUntouched({ customerId }) {
        const { body } = await sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`);
        expect(body).toMatchObject({ erasedAt: null, syncState: "pendingUpload" });
      },
      async expectDone(person) {
        await expectNothingLeft(person);
        const { body } = await started.administrator.get(
          `/headquarters/async-operations?customerId=${person.customerId}`,
        );
        expect(body.items).toMatchObject([{ state: "cancelled", payload: {} }]);
      },
    });
  });

  it("P1: nothing is left of a pending customer who is converted while it is erased again", async () => {
    for (const round of [1, 2, 3]) {
      const person = await pendingPerson(100 + round);
      await withSignals(started.environment);
      const erased = answered("The erasure", () => ask(person));
      await Promise.all([erased, runToItsEnd(started.administrator, "P-0001")]);
      expect((await erased).status).toBe(200);
      await idleQueue(started.environment);
      await expectNothingLeft(person);
    }
  });

  async function everythingOf(k: number): Promise<Person> {
    const person = personOf(k);
    const { body } = await houston.post("/channels/houston/customers", {
      ...person,
      externalReference: `Forget${k}me-reference`,
      addresses: [{ street: `${k} Forget${k}me St` }],
      attributes: { birthday: "1990-05-04" },
    });
    const path = `/channels/houston/customers/${body.customerId}`;
    const given = [
      await houston.patch(path, { middleName: `Forget${k}me` }, { "if-match": "*" }),
      await houston.post(`${path}/loyalty-cards`, { cardNumber: `Forget${k}me-1` }),
      await houston.post("/channels/houston/client-book/customers", { customerIds: [body.customerId] }),
      await houston.post(`${path}/notes`, { text: `Forget${k}me's note` }),
      await houston.post(`${path}/activities`, { type: "phone", text: `Called Forget${k}me` }),
      await houston.post(`${path}/follow-ups`, { text: `Ask Forget${k}me`, dueOn: "2100-01-01" }),
    ];
    expect(given.map(({ status }) => status)).toEqual([200, 201, 200, 201, 201, 201]);
    return { customerId: body.customerId, traces: tracesOf(k) };
  }

  /** No signal comes through: it stays pending until P-0001 runs. */
  async function pendingPerson(k: number): Promise<Person> {
    await withoutSignals(started.environment);
    const { status, body } = await sanFrancisco.post("/channels/san-francisco/customers", personOf(k));
    expect(status).toBe(202);
    return { customerId: body.customerId, traces: tracesOf(k) };
  }

  const personOf = (k: number) => ({
    ...{ firstName: `Forget${k}me`, lastName: "Person", email: `forget${k}me@example.com` },
    phone: `415 556 ${String(k).padStart(4, "0")}`,
  });
  const tracesOf = (k: number) => new RegExp(`forget${k}me|415556${String(k).padStart(4, "0")}`, "i");

  async function expectNothingLeft({ customerId, traces }: Person): Promise<void> {
    const { body } = await started.administrator.get(`/headquarters/customers/${customerId}`);
    expect(body).toMatchObject({ customerId, name: "", erasedAt: expect.any(String) });
    const [found] = traces.exec(await stored(started.environment).everything()) ?? [];
    expect(found).toBeUndefined();
  }
});
