import { afterEach, describe, expect, it } from "vitest";
import { amid } from "../../environment/amid";
import { cosmosControls } from "../../environment/emulator-controls";
import { stored } from "../crash/stored";
import { inHouston, people } from "../people";

describe("what comes before and amid a merge", () => {
  const callers = people();
  afterEach(() => cosmosControls(callers.environment()).faults([]));

  const create = async (firstName: string): Promise<string> =>
    (await callers.houston.post("/channels/houston/customers", { firstName })).body.customerId;

  it("C7, P1: nobody is merged into a customer who was erased after the merge was asked for", async () => {
    const [living, gone] = [await create("Living"), await create("Gone")];
    const merged = await amid(
      callers.environment(),
      { operation: "headquarters/customer-keys create", all: true }, // the locks of the merge, and of its task beside it
      () => callers.merge(living, gone),
      async () =>
        expect((await callers.administrator.post(`/headquarters/customers/${gone}/erase`, "")).status).toBe(200),
    );
    expect([merged.status, merged.body.type]).toEqual([409, expect.stringMatching(/customer-erased$/)]);
    expect((await callers.houston.get(inHouston(living))).body).toMatchObject({
      customerId: living,
      firstName: "Living",
    });
  });

  it("C7, B10: the last contact with either counts for the survivor", async () => {
    const [called, other] = [await create("Called"), await create("Other")];
    await callers.houston.post("/channels/houston/client-book/customers", { customerIds: [called] });
    await callers.houston.post(`${inHouston(called)}/activities`, { type: "phone", text: "Called" });
    const since = async (id: string) => {
      const { body } = await callers.houston.get("/channels/houston/client-book/suggestions?days=0&top=200");
      return body.items.find(({ customerId }: { customerId: string }) => customerId === id)?.since;
    };
    const before = await since(called);
    expect(before).toEqual(expect.any(String));
    expect((await callers.merge(called, other)).status).toBe(200);
    expect(await since(other)).toBe(before);
  });

  it("C7, B10: a follow-up that is done while it moves is done", async () => {
    const [secondary, primary] = [await create("Asked"), await create("Kept")];
    const set = await callers.houston.post(`${inHouston(secondary)}/follow-ups`, { text: "Call", dueOn: "2031-01-01" });
    const { followUpId } = set.body;
    await amid(
      callers.environment(),
      { operation: "headquarters/customers delete", path: followUpId, all: true },
      () => callers.merge(secondary, primary),
      async () => {
        const done = await callers.houston.patch(`${inHouston(secondary)}/follow-ups/${followUpId}`, { state: "done" });
        expect(done.status).toBe(200);
      },
    );
    const { body } = await callers.houston.get(`${inHouston(primary)}/follow-ups/${followUpId}`);
    expect(body.state).toBe("done");
  });

  it("C7, B9: a note that is removed while it moves is nowhere", async () => {
    const [secondary, primary] = [await create("Noted"), await create("Stays")];
    const { noteId } = (await callers.houston.post(`${inHouston(secondary)}/notes`, { text: "Wrong" })).body;
    await amid(
      callers.environment(),
      { operation: "headquarters/customers delete", path: noteId },
      () => callers.merge(secondary, primary),
      async () => expect((await callers.houston.delete(`${inHouston(secondary)}/notes/${noteId}`)).status).toBe(204),
    );
    for (const id of [secondary, primary])
      expect((await callers.houston.get(`${inHouston(id)}/notes`)).body.items).toEqual([]);
  });

  it("C7, P1: of two whose survivor is erased while they are merged nothing is left", async () => {
    const [secondary, primary] = [await create("First"), await create("Second")];
    const { noteId } = (await callers.houston.post(`${inHouston(secondary)}/notes`, { text: "Personal" })).body;
    await amid(
      callers.environment(),
      { operation: "headquarters/customers read", path: noteId, afterCommit: true, all: true }, // just before it moves
      () => callers.merge(secondary, primary),
      async () =>
        expect((await callers.administrator.post(`/headquarters/customers/${primary}/erase`, "")).status).toBe(200),
    );
    expect(await stored(callers.environment()).everything()).not.toContain("Personal");
  });

  it("C7: each merge keeps an intent of its own", async () => {
    const [secondary, first, second] = [await create("One"), await create("Two"), await create("Three")];
    const post = { method: "POST", path: "dbs/headquarters/colls/customer-keys" };
    await cosmosControls(callers.environment()).faults([{ match: post, respond: { status: 503 } }]);
    // Neither is carried out before both were asked for.
    for (const into of [first, second]) expect((await callers.merge(secondary, into)).status).toBe(503);
    const kept = [first, second].map((into) => stored(callers.environment()).tasksOf(`merge-${secondary}-${into}`));
    expect((await Promise.all(kept)).map(({ length }) => length > 0)).toEqual([true, true]);
  });
});
