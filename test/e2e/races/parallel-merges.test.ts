import { describe, expect, it } from "vitest";
import { inParallel } from "../crash/point-of-sale";
import { inHouston, people } from "../people";

interface Person {
  readonly customerId: string;
  readonly accountNumber: string;
  readonly name: string;
}

describe("merges at the same time", () => {
  const callers = people();

  /** With a card and a note under its own name. */
  async function person(name: string): Promise<Person> {
    const { body } = await callers.houston.post("/channels/houston/customers", { firstName: name });
    await callers.houston.post(`${inHouston(body.customerId)}/loyalty-cards`, { cardNumber: `CARD-${name}` });
    await callers.houston.post(`${inHouston(body.customerId)}/notes`, { text: `Note-${name}` });
    return body;
  }
  const merge = async (secondary: Person, primary: Person) => {
    const path = `/headquarters/customers/${secondary.customerId}/merge`;
    const { status, body } = await callers.administrator.post(path, { into: primary.customerId });
    return status === 409 ? String(body.type).split("/").at(-1) : status;
  };

  /** Every one of them answers one survivor, who has all that any of them had. */
  async function expectOne(survivors: readonly Person[], persons: readonly Person[]): Promise<void> {
    const answers = await Promise.all(
      persons.flatMap(({ customerId, accountNumber }) => [
        callers.houston.get(inHouston(customerId)),
        callers.houston.get(inHouston(accountNumber)),
      ]),
    );
    const [customerId, ...others] = new Set(answers.map(({ body }) => String(body.customerId)));
    expect(others).toEqual([]);
    expect(survivors.map((survivor) => survivor.customerId)).toContain(customerId);
    const { body } = await callers.administrator.get(`/headquarters/customers/${customerId}`);
    const cards = body.loyaltyCards.map(({ cardNumber }: { cardNumber: string }) => cardNumber);
    expect(new Set(cards)).toEqual(new Set(persons.map(({ name }) => `CARD-${name}`)));
    const notes = body.records.map(({ text }: { text: string }) => text);
    expect(new Set(notes)).toEqual(new Set(persons.map(({ name }) => `Note-${name}`)));
    const identities = body.mergedIdentities.map((identity: Person) => identity.customerId);
    expect(new Set([customerId, ...identities])).toEqual(new Set(persons.map((one) => one.customerId)));
  }

  it("C7: of two that are merged into each other one stays", async () => {
    await inParallel(4, 4, async (round) => {
      const [ana, bo] = await Promise.all([person(`Ana${round}`), person(`Bo${round}`)]);
      const outcomes = await Promise.all([merge(ana, bo), merge(bo, ana)]);
      expect(new Set(outcomes)).toEqual(new Set([200, "customer-merged"]));
      await expectOne([ana, bo], [ana, bo]);
    });
  });

  it("C7: who is merged into one that is itself being merged ends up with the last survivor", async () => {
    await inParallel(4, 4, async (round) => {
      const names = ["Cy", "Di", "Ed"].map((name) => person(`${name}${round}`));
      const [cy, di, ed] = (await Promise.all(names)) as [Person, Person, Person];
      const [first, second] = await Promise.all([merge(cy, di), merge(di, ed)]);
      expect(second).toBe(200);
      if (first === 200) await expectOne([ed], [cy, di, ed]);
      else {
        expect(first).toBe("customer-merged");
        await expectOne([ed], [di, ed]);
        await expectOne([cy], [cy]);
      }
    });
  });
});
