import { type ClientBooks, clientBook } from "../../clienteling";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const away = "headquarters-unavailable";

/** A document for each book; an associate's share a partition, the legal entity is the id. */
export function cosmosClientBooks({ clientBooks }: Pick<HeadquartersDatabase, "clientBooks">): ClientBooks {
  async function find(workerId: string, legalEntityId: string, signal: AbortSignal | undefined) {
    const { resource } = await clientBooks.item(legalEntityId, workerId).read(request(signal));
    return resource === undefined ? undefined : clientBook.parse(resource);
  }

  return {
    find: (workerId, legalEntityId, signal) => reaching(away, () => find(workerId, legalEntityId, signal)),
    create: (book, signal) =>
      reaching(away, async () => {
        try {
          await clientBooks.items.create({ id: book.legalEntityId, ...book }, request(signal));
          return book;
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
          return (await find(book.workerId, book.legalEntityId, signal)) ?? book;
        }
      }),
  };
}
