import { cosmosChannelCopies } from "../../../shared/platform/cosmos";
import type { GatewayClient } from "../environment/gateway-client";

const idsAtOnce = 100;

/** How long each took from its creation to its account number in the channel, by the channel's own timeline. */
export async function distributionTimes({ channels }: GatewayClient, groupId: string, customerIds: readonly string[]) {
  const copies = cosmosChannelCopies(channels);
  const ms: number[] = [];
  const numbers = new Set<string>();
  for (let from = 0; from < customerIds.length; from += idsAtOnce) {
    const held = await copies.find(groupId, customerIds.slice(from, from + idsAtOnce));
    for (const { customer, syncTimeline } of [...held.values()].map(({ copy }) => copy)) {
      if (customer.accountNumber === null || syncTimeline.distributed === null) continue;
      numbers.add(customer.accountNumber);
      ms.push(Date.parse(syncTimeline.distributed) - Date.parse(syncTimeline.created));
    }
  }
  return { ms, numbers };
}
