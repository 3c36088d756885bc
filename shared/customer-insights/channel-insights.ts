import { z } from "zod";
import { insightsConnection, type StoredInsights } from "./settings";

/** What channels know of Customer Insights while it is enabled; job 1110 brings it. */
export const channelInsights = insightsConnection.extend({
  /** Those that cards show, in this order. */
  measures: z.array(z.object({ name: z.string(), label: z.string() })),
});
export type ChannelInsights = z.infer<typeof channelInsights>;

/** Null while it is off. */
export function channelInsightsOf(stored: StoredInsights | undefined): ChannelInsights | null {
  if (!stored?.enabled) return null;
  const { measures, measureLabels } = stored;
  return {
    ...insightsConnection.parse(stored),
    measures: measures.map((name) => ({ name, label: measureLabels[name] ?? name })),
  };
}
