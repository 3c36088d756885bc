import { inParallel } from "../../../local/demo/in-parallel";
import { oneOf, seededRandom } from "../customers/random";
import type { HttpClient } from "../load/http-client";
import { done } from "./administrator";
import type { ScenarioContext } from "./scenario";

/** The values of `favourite-brand`, which associates keep, and of `newsletter-topic`, which customers have. */
export const brands: readonly string[] = ["Fabrikam", "Contoso", "Northwind"];
export const topics: readonly string[] = ["shoes", "bags", "jewellery"];

/** A customer with a value of an attribute of its own, and one that an associate keeps in the client book. */
export interface Client {
  readonly customerId: string;
  readonly accountNumber: string;
  readonly name: string;
  readonly topic: string;
  readonly brand: string;
}

const book = "/api/v1/channels/houston/client-book";

/** The longest page of a list. */
export const cardsOfAPage = 200;
export const listCall = (query: string) => ({ method: "GET" as const, path: `${book}?${query}` });

export const addCall = (clients: readonly Client[]) => ({
  method: "POST" as const,
  path: `${book}/customers`,
  body: JSON.stringify({ customerIds: clients.map(({ customerId }) => customerId) }),
});

/** Creates customers in Houston, of whom no book knows yet. */
export async function createClients(context: ScenarioContext, count: number): Promise<readonly Client[]> {
  const { newCustomers, connections, seed } = context;
  const houston = await context.client("houston");
  const random = seededRandom(seed);
  const clients: Client[] = [];
  await inParallel(Array.from({ length: count }), connections, async () => {
    const [topic, brand] = [oneOf(random, topics), oneOf(random, brands)];
    const body = JSON.stringify({ ...newCustomers.next().request, attributes: { "newsletter-topic": topic } });
    const created = await done(houston, { method: "POST", path: "/api/v1/channels/houston/customers", body });
    const { customerId, accountNumber, name } = created;
    if (accountNumber === null) throw new Error(`The create of ${customerId} fell back to async.`);
    clients.push({ customerId, accountNumber, name, topic, brand });
  });
  return clients;
}

/** Keeps the brands of clients who are in the associate's book. */
export const keepBrands = (associate: HttpClient, clients: readonly Client[], connections: number) =>
  inParallel(clients, connections, async ({ customerId, brand }) => {
    await done(associate, {
      method: "PATCH",
      path: `${book}/customers/${customerId}`,
      body: JSON.stringify({ attributes: { "favourite-brand": brand } }),
    });
  });
