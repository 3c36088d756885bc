import { z } from "zod";
import type { AttributeValue, ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import { type AttributeFilter, fits, refinableAttributes, valueOfCard } from "./attribute-filter";

const facetValue = z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.number() });

/** How many cards have which value of an attribute. */
export const facet = z.object({ name: z.string(), label: z.string(), values: z.array(facetValue) });
export type Facet = z.infer<typeof facet>;

/** How many values of an attribute are counted, the most frequent ones. */
const mostValues = 100;

/** The values of every refinable attribute with their counts; each follows the filters of the others (B7). */
export function facetsOf(
  cards: readonly Card[],
  filters: readonly AttributeFilter[],
  channel: ChannelConfiguration,
  today: string,
): Facet[] {
  return refinableAttributes(channel).map((name) => {
    const others = filters.filter((filter) => filter.name !== name);
    const counts = new Map<AttributeValue, number>();
    for (const card of cards) {
      const value = valueOfCard(card, name);
      if (value !== undefined && others.every((filter) => fits(card, filter, today))) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const values = [...counts].map(([value, count]) => ({ value, count })).sort(mostFrequentFirst);
    return { name, label: channel.products.attributes[name]?.label ?? name, values: values.slice(0, mostValues) };
  });
}

const mostFrequentFirst = (a: Facet["values"][number], b: Facet["values"][number]) =>
  b.count - a.count || (a.value < b.value ? -1 : 1);
