import { z } from "zod";
import type { Measures, MeasuresAnswer } from "../../customer-insights";
import type { ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import { attributeValues } from "../membership";

export const slot = z.object({
  kind: z.enum(["measure", "attribute"]),
  name: z.string(),
  label: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
});
export type Slot = z.infer<typeof slot>;

/** A card as the API shows it. */
export const cardView = z.object({
  customerId: z.string(),
  accountNumber: z.string().nullable(),
  accountNumberDisplay: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The associate in whose book the customer is. */
  worker: z.string(),
  insights: z.enum(["ok", "off", "pendingSync", "unknownCustomer", "unavailable"]),
  slots: z.array(slot).max(3),
});
export type CardView = z.infer<typeof cardView>;

/** A card alone, with all client-book attributes of its customer. */
export const cardDetail = cardView.extend({ attributes: attributeValues });
export type CardDetail = z.infer<typeof cardDetail>;

const mostSlots = 3;

/** `answer` is what Customer Insights said of the customer. */
export function viewOfCard(card: Card, channel: ChannelConfiguration, answer: MeasuresAnswer | undefined): CardView {
  const { customerId, workerId, client, member } = card;
  const { accountNumber, name, email, phone } = client;
  const measures = typeof answer === "object" ? measureSlots(answer, channel) : [];
  return {
    customerId,
    accountNumber,
    accountNumberDisplay: accountNumber ?? "Pending sync",
    name,
    email,
    phone,
    worker: workerId,
    insights: insightsOf(card, channel, answer),
    slots: [...measures, ...attributeSlots(member.attributes, channel)].slice(0, mostSlots),
  };
}

function insightsOf({ client }: Card, { global }: ChannelConfiguration, answer: MeasuresAnswer | undefined) {
  if (global.customerInsights === null) return "off";
  if (client.accountNumber === null) return "pendingSync";
  if (answer === undefined) return "unavailable";
  return typeof answer === "object" ? "ok" : answer;
}

/** The selected measures that Customer Insights has of the customer, in the order of the settings. */
function measureSlots(measures: Measures, { global }: ChannelConfiguration): Slot[] {
  return (global.customerInsights?.measures ?? []).flatMap(({ name, label }) => {
    const value = measures[name];
    return value === undefined ? [] : [{ kind: "measure" as const, name, label, value }];
  });
}

/** The client-book attributes that have a value, by ascending display order: 1 before 2 (B5). */
export function attributeSlots(values: Card["member"]["attributes"], channel: ChannelConfiguration): Slot[] {
  const { clientBookAttributes, attributes } = channel.products;
  const orderOf = (name: string) => channel.catalog.clientBookDisplayOrder[name] ?? Number.POSITIVE_INFINITY;
  return [...clientBookAttributes]
    .sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b))
    .flatMap((name) => {
      const value = values[name];
      const label = attributes[name]?.label ?? name;
      return value === undefined ? [] : [{ kind: "attribute" as const, name, label, value }];
    });
}
