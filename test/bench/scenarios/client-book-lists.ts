import { isDeepStrictEqual } from "node:util";
import { measuresOf } from "../../../local/emulators/customer-insights/customers";
import type { Answer } from "../load/http-client";
import type { CheckedCall } from "../load/load-generator";
import { brands, type Client, cardsOfAPage, listCall, topics } from "./clients";

/** A list for each pair of a brand and a topic, with what it has to show. */
export function listsOf(clients: readonly Client[]): readonly CheckedCall[] {
  return brands.flatMap((brand) => topics.map((topic) => listOf(clients, brand, topic)));
}

function listOf(clients: readonly Client[], brand: string, topic: string): CheckedCall {
  const wanted = {
    cards: clients
      .filter((client) => client.brand === brand && client.topic === topic)
      .map(shownCard)
      .sort(byName),
    brands: countsOf(brands, (value) => clients.filter((one) => one.topic === topic && one.brand === value)),
    topics: countsOf(topics, (value) => clients.filter((one) => one.brand === brand && one.topic === value)),
  };
  return {
    call: listCall(`top=${cardsOfAPage}&attr.favourite-brand=${brand}&attr.newsletter-topic=${topic}`),
    isRight: (answer) => answer.status === 200 && isDeepStrictEqual(shown(answer), wanted),
  };
}

/** Of a card what this scenario knows: those whose account number ends in an even digit have measures. */
function shownCard({ customerId, accountNumber, name, brand }: Client) {
  const isKnown = /[02468]$/.test(accountNumber);
  const values = isKnown ? Object.values(measuresOf(accountNumber)) : [brand];
  return { customerId, name, insights: isKnown ? "ok" : "unknownCustomer", values };
}
type ShownCard = ReturnType<typeof shownCard>;

function shown({ body }: Answer) {
  const facet = (name: string) => body.facets.find((one: { name: string }) => one.name === name);
  const counts = (name: string) =>
    Object.fromEntries(facet(name).values.map(({ value, count }: { value: string; count: number }) => [value, count]));
  const cards = body.items.map(
    ({ customerId, name, insights, slots }: ShownCard & { slots: { value: string | number }[] }): ShownCard => ({
      customerId,
      name,
      insights,
      values: slots.map(({ value }) => value),
    }),
  );
  return { cards, brands: counts("favourite-brand"), topics: counts("newsletter-topic") };
}

const countsOf = (values: readonly string[], those: (value: string) => readonly Client[]) =>
  Object.fromEntries(values.map((value) => [value, those(value).length] as const).filter(([, count]) => count > 0));

function byName(a: ShownCard, b: ShownCard): number {
  const [first, second] = [a, b].map(({ name, customerId }) => `${name.toLowerCase()}\u0000${customerId}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
