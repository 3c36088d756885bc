import type { Container, PartitionKey, SqlQuerySpec } from "@azure/cosmos";
import { z } from "zod";
import type { SearchChannelCustomers, SearchHeadquartersCustomers, SearchPage, SearchRequest } from "../../customers";
import { fromCopyDocument } from "./channel-documents";
import { goingOn, reaching } from "./cosmos-failure";
import type { ChannelsDatabase, HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";
import { searchQuery } from "./search-query";

export function cosmosSearchChannelCustomers({
  customers,
}: Pick<ChannelsDatabase, "customers">): SearchChannelCustomers {
  return (search) =>
    reaching("channel-database-unavailable", () => {
      const query = searchQuery(search, search.addressBookIds);
      return readPage(customers, query, search, fromCopyDocument, { partitionKey: [search.channelDatabaseGroupId] });
    });
}

export function cosmosSearchHeadquartersCustomers({
  customers,
}: Pick<HeadquartersDatabase, "customers">): SearchHeadquartersCustomers {
  return (search, signal) =>
    reaching("headquarters-unavailable", () =>
      readPage(customers, searchQuery(search), search, fromHeadquartersDocument, { abortSignal: signal }),
    );
}

const searched = z.object({ searchKeys: z.array(z.string()) });

/** Fills a page: Cosmos may answer fewer than asked for, even none, and still have more. */
async function readPage<Found>(
  container: Container,
  query: SqlQuerySpec,
  { top, continuation }: SearchRequest,
  parse: (read: unknown) => Found,
  options: { partitionKey?: PartitionKey; abortSignal?: AbortSignal },
): Promise<SearchPage<Found>> {
  const hits: { found: Found; keys: readonly string[] }[] = [];
  let token = continuation;
  do {
    const pages = container.items.query(query, {
      ...options,
      maxItemCount: top - hits.length,
      ...(token === undefined ? {} : { continuationToken: token }),
    });
    const page = await goingOn(token, () => pages.fetchNext());
    hits.push(...page.resources.map((read) => ({ found: parse(read), keys: searched.parse(read).searchKeys })));
    token = page.continuationToken || undefined;
  } while (token !== undefined && hits.length < top);
  return { hits, continuation: token };
}
