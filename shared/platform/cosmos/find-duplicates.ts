import type { Container, FeedOptions } from "@azure/cosmos";
import { z } from "zod";
import type { Candidate, DuplicateSearchPorts, KeySearch } from "../../customers";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase, HeadquartersDatabase } from "./databases";
import { request } from "./request";

const most = 10;

const candidate = z.object({
  customerId: z.string(),
  accountNumber: z.string().nullable(),
  name: z.string(),
  searchKeys: z.array(z.string()),
});

/** Customers with any of a few keys, served by the index on `searchKeys`: its cost grows with what it finds alone. */
export function cosmosFindDuplicates(
  headquarters: Pick<HeadquartersDatabase, "customers">,
  channels: Pick<ChannelsDatabase, "customers">,
): DuplicateSearchPorts {
  return {
    findAtHeadquarters: (search, signal) =>
      reaching("headquarters-unavailable", () => find(headquarters.customers, search, request(signal))),
    findInChannel: (search) =>
      reaching("channel-database-unavailable", () =>
        find(channels.customers, search, { partitionKey: [search.channelDatabaseGroupId] }),
      ),
  };
}

async function find(
  container: Container,
  { legalEntityId, customerId, keys }: KeySearch,
  options: FeedOptions,
): Promise<readonly Candidate[]> {
  const anyKey = keys.map((_, index) => `ARRAY_CONTAINS(c.searchKeys, @key${index})`).join(" OR ");
  const query = `SELECT c.customerId, c.customer.accountNumber, c.customer.name, c.searchKeys FROM c WHERE c.type = 'customer' AND c.legalEntityId = @legalEntityId AND c.customerId != @customerId AND (${anyKey})`;
  const parameters = [
    { name: "@legalEntityId", value: legalEntityId },
    { name: "@customerId", value: customerId },
    ...keys.map((value, index) => ({ name: `@key${index}`, value })),
  ];
  const pages = container.items.query({ query, parameters }, { ...options, maxItemCount: most });
  const found: Candidate[] = [];
  // Cosmos may answer fewer than asked for, even none, and still have more.
  while (found.length < most && pages.hasMoreResults()) {
    found.push(...(await pages.fetchNext()).resources.map((read) => candidate.parse(read)));
  }
  return found.slice(0, most);
}
