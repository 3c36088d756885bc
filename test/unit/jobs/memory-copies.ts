import type { ChannelCopies, ChannelCustomer, HeldCopy } from "../../../shared/customers";

/** The channel databases in memory; `race` runs before each write, as somebody else's write would. */
export function memoryCopies(race: (put: (copy: ChannelCustomer) => void) => void = () => undefined) {
  let writes = 0;
  let looks = 0;
  const held = new Map<string, HeldCopy>();
  const key = (groupId: string, customerId: string) => `${groupId}/${customerId}`;
  const keep = (copy: ChannelCustomer, hasCurrentKeys = true) => {
    writes += 1;
    const kept = { copy: { ...copy, etag: String(writes) }, hasCurrentKeys };
    held.set(key(copy.channelDatabaseGroupId, copy.customer.customerId), kept);
  };
  const port: ChannelCopies = {
    async find(groupId, customerIds) {
      looks += 1;
      return new Map(
        customerIds.flatMap((id) => {
          const copy = held.get(key(groupId, id));
          return copy ? [[id, copy] as const] : [];
        }),
      );
    },
    async put(copies) {
      race(keep);
      return copies.flatMap((copy) => {
        const id = copy.customer.customerId;
        if (held.get(key(copy.channelDatabaseGroupId, id))?.copy.etag !== copy.etag) return [id];
        keep(copy);
        return [];
      });
    },
  };
  const copy = (groupId: string, id: string) => held.get(key(groupId, id))?.copy;
  return { port, keep, copy, held, all: () => [...held.keys()].sort(), looks: () => looks };
}
