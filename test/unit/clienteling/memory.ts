import type { CardChange, ClientBookCards, HeldCard, Memberships, StoredMembership } from "../../../shared/clienteling";
import type { Card } from "../../../shared/clienteling/cards/card";

/** Memberships in memory, with the promises of the port; `race` runs before each write, as somebody else's would. */
export function memoryMemberships(race: (put: Memberships["put"]) => unknown = () => undefined) {
  let writes = 0;
  const held = new Map<string, StoredMembership>();
  const put: Memberships["put"] = async (memberships) =>
    memberships.flatMap((membership) => {
      const { customerId } = membership;
      if (held.get(customerId)?.etag !== membership.etag) return [customerId];
      writes += 1;
      held.set(customerId, { ...membership, etag: String(writes) });
      return [];
    });
  const port: Memberships = {
    find: async (ids) => new Map([...held].filter(([id]) => ids.includes(id))),
    put: async (memberships, signal) => {
      await race(put);
      return put(memberships, signal);
    },
  };
  return { port, of: (customerId: string) => held.get(customerId) };
}

/** The cards of one group in memory, with the promises of the port. */
export function memoryCards(race: (write: ClientBookCards["write"]) => unknown = () => undefined) {
  let writes = 0;
  const held = new Map<string, HeldCard>();
  const keyOf = (workerId: string, customerId: string) => `${workerId}/${customerId}`;
  const write: ClientBookCards["write"] = async (_, { workerId }, changes) => {
    const idOf = (change: CardChange) => ("card" in change ? change.card.customerId : change.removed.customerId);
    if (changes.some((change) => held.get(keyOf(workerId, idOf(change)))?.etag !== change.etag)) return false;
    for (const change of changes) {
      writes += 1;
      const card: Card | undefined = "card" in change ? change.card : undefined;
      const revision = "card" in change ? change.card.member.revision : change.removed.revision;
      const customerId = idOf(change);
      held.set(keyOf(workerId, customerId), { workerId, customerId, card, revision, etag: String(writes) });
    }
    return true;
  };
  const port: Pick<ClientBookCards, "find" | "write"> = {
    find: async (_, ids) => [...held.values()].filter(({ customerId }) => ids.includes(customerId)),
    write: async (groupId, book, changes) => {
      await race(write);
      return write(groupId, book, changes);
    },
  };
  return {
    port,
    cards: () => [...held.values()].flatMap(({ card }) => card ?? []),
    writes: () => writes,
  };
}
