import type { Container, SqlQuerySpec } from "@azure/cosmos";
import type { ItemPage, PageRequest } from "../../headquarters";
import { configurationPartition } from "./configuration-documents";
import { goingOn } from "./cosmos-failure";

/** Fills a page of what is beside headquarters' configuration: Cosmos may answer fewer than asked for, even none, and still have more. */
export async function readPage<Item>(
  container: Container,
  query: SqlQuerySpec,
  { top, continuation }: PageRequest,
  parse: (read: unknown) => Item,
): Promise<ItemPage<Item>> {
  const items: Item[] = [];
  let token = continuation;
  do {
    const pages = container.items.query(query, {
      partitionKey: configurationPartition,
      maxItemCount: top - items.length,
      ...(token === undefined ? {} : { continuationToken: token }),
    });
    const page = await goingOn(token, () => pages.fetchNext());
    items.push(...(page.resources ?? []).map(parse));
    token = page.continuationToken || undefined;
  } while (token !== undefined && items.length < top);
  return { items, continuation: token };
}
