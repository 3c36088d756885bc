import { describe, expect, it } from "vitest";
import { inParallel } from "../crash/point-of-sale";
import { people } from "../people";

const rounds = 6;
const writers = 4;

const inOrder = (texts: readonly string[]) => [...texts].sort((a, b) => a.localeCompare(b));

describe("notes at the moment of an erasure or a merge", () => {
  const callers = people();

  const create = async (): Promise<string> =>
    (await callers.houston.post("/channels/houston/customers", { firstName: "Ana" })).body.customerId;

  /** Notes without a pause, until the other is done; the texts of those that were accepted. */
  async function notesDuring(customerId: string, other: () => Promise<unknown>): Promise<readonly string[]> {
    const accepted: string[] = [];
    let isDone = false;
    const writing = inParallel(writers, writers, async (writer) => {
      for (let count = 0; !isDone; count += 1) {
        const text = `Note ${writer}.${count}`;
        const { status, body } = await callers.houston.post(`/channels/houston/customers/${customerId}/notes`, {
          text,
        });
        if (status === 201) accepted.push(text);
        else expect(body.type).toMatch(/customer-erased$/);
      }
    });
    try {
      await other();
    } finally {
      isDone = true;
    }
    await writing;
    return accepted;
  }

  const keptTexts = async (customerId: string): Promise<string[]> => {
    const { body } = await callers.administrator.get(`/headquarters/customers/${customerId}`);
    return body.records.map(({ text }: { text: string }) => text);
  };

  it("P1: none stays behind an erasure", async () => {
    await inParallel(rounds, 2, async () => {
      const customerId = await create();
      const path = `/headquarters/customers/${customerId}/erase`;
      await notesDuring(customerId, async () => expect((await callers.administrator.post(path, "")).status).toBe(200));
      expect(await keptTexts(customerId)).toEqual([]);
    });
  });

  it("C7, B9: each that was accepted is with whoever stands for the customer", async () => {
    await inParallel(rounds, 2, async () => {
      const [secondary, primary] = await Promise.all([create(), create()]);
      const path = `/headquarters/customers/${secondary}/merge`;
      const accepted = await notesDuring(secondary, async () =>
        expect((await callers.administrator.post(path, { into: primary })).status).toBe(200),
      );
      expect(inOrder(await keptTexts(primary))).toEqual(inOrder(accepted));
    });
  });
});
