import { describe, expect, it } from "vitest";
import { suggestCustomers } from "../../../shared/clienteling";
import { cardOf } from "../../../shared/clienteling/cards/card";
import { channel } from "../customers/houston";
import { entry, member, membershipOf } from "./members";

const where = channel({ features: { clienteling: true } });
const addedAt = entry("1").addedAt;

/** A client of the own book; without a contact the day counts on which the client came into it. */
function client(customerId: string, lastContactAt: string | null) {
  const membership = { ...membershipOf(customerId, 1, entry("1")), lastContactAt };
  return cardOf(member(customerId, 1, membership, customerId), membership, entry("1"), "default");
}

const own = [
  client("recent", "2026-03-30T12:00:00.000Z"),
  client("never", null),
  client("long-ago", "2026-01-05T09:00:00.000Z"),
  client("just", "2026-03-02T12:00:00.000Z"),
];
const strangers = ["s1", "s2", "s3"].map((customerId) => ({ customerId, name: customerId, createdAt: addedAt }));

function store(cards = own) {
  return suggestCustomers({
    readBooks: async () => (cards.length === 0 ? [] : [{ clientBookId: "CB-1", cards }]),
    listStoreCustomers: async (_, { top, continuation = "0" }) => {
      const from = Number(continuation);
      const customers = strangers.slice(from, from + top);
      return { customers, continuation: from + top < strangers.length ? String(from + top) : undefined };
    },
    cards: {
      find: async (_, ids) =>
        [
          { workerId: "2", customerId: "s2", card: client("s2", null), revision: 1, etag: "1" },
          { workerId: "2", customerId: "s3", card: undefined, revision: 2, etag: "1" },
        ].filter(({ customerId }) => ids.includes(customerId)),
    },
    now: () => new Date("2026-04-01T12:00:00Z"),
  });
}

type Request = Parameters<ReturnType<typeof store>>[2];
const ask = (request: Request, cards = own) => store(cards)(where, "1", request);
const idsOf = async (request: Request, cards = own) =>
  (await ask(request, cards)).items.map(({ customerId }) => customerId);

describe("whom an associate could call", () => {
  it("B10: first own clients without a contact for so many days, whom it is longest ago first", async () => {
    expect(await idsOf({ days: 30, top: 3 })).toEqual(["long-ago", "never", "just"]);
    expect(await idsOf({ days: 31, top: 3 })).toEqual(["long-ago", "never", "s1"]);
    const { items } = await ask({ days: 30, top: 2 });
    expect(items).toEqual([
      { customerId: "long-ago", name: "Ana long-ago", reason: "notContacted", since: "2026-01-05T09:00:00.000Z" },
      { customerId: "never", name: "Ana never", reason: "notContacted", since: addedAt },
    ]);
  });

  it("B10: then customers of the store who are in nobody's book, or no longer in one", async () => {
    const { items, continuationToken } = await ask({ days: 30, top: 10 }, []);
    expect(items).toEqual([
      { customerId: "s1", name: "s1", reason: "inNobodysBook", since: addedAt },
      { customerId: "s3", name: "s3", reason: "inNobodysBook", since: addedAt },
    ]);
    expect(continuationToken).toBeNull();
  });

  it("B10: pages go on where the last one ended, through both", async () => {
    const seen: string[] = [];
    let continuationToken: string | null | undefined;
    do {
      const page = await ask({ days: 30, top: 2, continuationToken: continuationToken ?? undefined });
      seen.push(...page.items.map(({ customerId }) => customerId));
      continuationToken = page.continuationToken;
    } while (continuationToken !== null);
    expect(seen).toEqual(["long-ago", "never", "just", "s1", "s3"]);
  });

  it("B10: whoever was contacted meanwhile makes nobody be passed over", async () => {
    const { continuationToken } = await ask({ days: 30, top: 1 });
    const contacted = own.filter(({ customerId }) => customerId !== "long-ago");
    const request = { days: 30, top: 2, continuationToken: continuationToken ?? undefined };
    expect(await idsOf(request, contacted)).toEqual(["never", "just"]);
  });

  it("B10: a token of another list is refused, and so is everything while the feature is off", async () => {
    const token = Buffer.from('{"own":-1}').toString("base64url");
    for (const continuationToken of ["no token", token]) {
      await expect(ask({ days: 30, top: 2, continuationToken })).rejects.toMatchObject({
        kind: "invalid-request",
        details: { errors: [{ pointer: "query/continuationToken" }] },
      });
    }
    await expect(store()(channel(), "1", { days: 30, top: 2 })).rejects.toMatchObject({ kind: "feature-disabled" });
  });
});
