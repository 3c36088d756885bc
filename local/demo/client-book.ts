import { call } from "./patient-call";
import type { TillOptions } from "./till";

/** A card as the API answers it, as far as the demo shows it. */
export interface Card {
  readonly name: string;
  readonly accountNumberDisplay: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly worker: string;
  readonly slots: readonly { readonly label: string; readonly value: string | number | boolean }[];
}

/** The client book of whoever stands at a till, with one of its cards. */
export interface ShownClientBook {
  readonly clientBookId: string;
  readonly clients: number;
  readonly card: Card;
}

/** What the associate keeps on the client whose card is shown. */
const kept = { "favourite-brand": "Northwind", anniversary: "2019-06-14" };

/** Adds customers to the book, keeps something on the first of them, and opens the book. Rejects with `RefusedByServer`. */
export async function fillClientBook(
  { baseUrl, channelId, token, signal }: TillOptions,
  customerIds: readonly [string, ...string[]],
): Promise<ShownClientBook> {
  const book = `${baseUrl}/api/v1/channels/${channelId}/client-book`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const send = <Body>(method: string, url: string, body: object) =>
    call<Body>(signal, url, { method, headers, body: JSON.stringify(body) });
  await send("POST", `${book}/customers`, { customerIds });
  const card = await send<Card>("PATCH", `${book}/customers/${customerIds[0]}`, { attributes: kept });
  const opened = await call<{ clientBookId: string; items: readonly Card[] }>(signal, book, { headers });
  return { clientBookId: opened.clientBookId, clients: opened.items.length, card };
}
