import type { ChannelInsights, MeasuresAnswer, ReadMeasures } from "../../customer-insights";
import type { ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import { type CardView, viewOfCard } from "./card-view";

/**
 * Cards as the API shows them, with measures where Customer Insights is on and answers in time (I5). Pending customers
 * have no account number, and so no measures.
 */
export type CardViews = (channel: ChannelConfiguration, cards: readonly Card[]) => Promise<readonly CardView[]>;

export function cardViews(readMeasures: ReadMeasures): CardViews {
  return async (channel, cards) => {
    const insights = channel.global.customerInsights;
    const answers = insights === null ? new Map<string, MeasuresAnswer>() : await measuresOf(insights, cards);
    return cards.map((card) => viewOfCard(card, channel, answers.get(card.client.accountNumber ?? "")));
  };

  async function measuresOf(insights: ChannelInsights, cards: readonly Card[]) {
    const accountNumbers = cards.flatMap(({ client }) => client.accountNumber ?? []);
    return accountNumbers.length === 0 ? new Map() : readMeasures(insights, [...new Set(accountNumbers)]);
  }
}
