import type { Container, SqlQuerySpec } from "@azure/cosmos";
import { goingOn, reaching } from "./cosmos-failure";

const pageSize = 100;

/**
 * Pages of what a query finds at headquarters over all partitions, from a continuation on; the last one has none.
 * Rejects with `headquarters-unavailable`.
 */
export async function* allPages<Item>(
  container: Container,
  query: SqlQuerySpec,
  continuation: string | undefined,
  parse: (read: unknown) => Item,
): AsyncGenerator<{ readonly items: readonly Item[]; readonly continuation: string | undefined }> {
  let token = continuation;
  do {
    const pages = container.items.query(query, {
      maxItemCount: pageSize,
      ...(token === undefined ? {} : { continuationToken: token }),
    });
    const page = await reaching("headquarters-unavailable", () => goingOn(token, () => pages.fetchNext()));
    token = page.continuationToken || undefined;
    yield { items: (page.resources ?? []).map(parse), continuation: token };
  } while (token !== undefined);
}
