import type { ConfigurationStore } from "../headquarters";
import type { GroupBooks } from "./group-books";

const pageSize = 200;

/**
 * The associates whose client books other groups may have to hold since a version of headquarters' configuration: their
 * own address books have changed, or those of a group (B4, J6). Rejects with `headquarters-unavailable`.
 */
export async function movedClientBooks(
  configuration: ConfigurationStore,
  since: { readonly version: number; readonly books: GroupBooks },
  now: GroupBooks,
): Promise<readonly string[]> {
  const moved = movedAddressBooks(since.books, now);
  const workers = moved.length === 0 ? [] : await configuration.list("workers");
  const sharing = workers.filter(({ item }) => item.addressBookIds.some((id) => moved.includes(id)));
  return [...new Set([...(await changedWorkers(configuration, since.version)), ...sharing.map(({ id }) => id)])];
}

async function changedWorkers(configuration: ConfigurationStore, version: number): Promise<string[]> {
  const workerIds: string[] = [];
  let continuation: string | undefined;
  do {
    const page = await configuration.changes({ collection: "workers" }, { top: pageSize, continuation });
    const newer = page.items.filter((change) => change.version > version);
    workerIds.push(...newer.map(({ id }) => id));
    continuation = newer.length < page.items.length ? undefined : page.continuation;
  } while (continuation !== undefined);
  return workerIds;
}

/** Address books that some group has gained or lost. */
function movedAddressBooks(before: GroupBooks, after: GroupBooks): readonly string[] {
  return Object.keys({ ...before, ...after }).flatMap((groupId) => {
    const [had, has] = [before[groupId] ?? [], after[groupId] ?? []];
    return [...had.filter((id) => !has.includes(id)), ...has.filter((id) => !had.includes(id))];
  });
}
