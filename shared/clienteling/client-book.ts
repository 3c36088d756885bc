import { z } from "zod";

/** The client book of an associate in a legal entity (B1). */
export const clientBook = z.object({
  clientBookId: z.string(),
  workerId: z.string(),
  legalEntityId: z.string(),
});
export type ClientBook = z.infer<typeof clientBook>;

/** Client books at headquarters. Every method rejects with `headquarters-unavailable`. */
export interface ClientBooks {
  find(workerId: string, legalEntityId: string, signal?: AbortSignal): Promise<ClientBook | undefined>;
  /** Stores a new book; when the associate has one already, changes nothing and answers that one. */
  create(book: ClientBook, signal?: AbortSignal): Promise<ClientBook>;
}
