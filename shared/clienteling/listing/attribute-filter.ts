import type { InputFault } from "../../failure";
import { type AttributeValue, attributeFault, type ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import { daysUntilAnniversary } from "./anniversary";

type Definition = ChannelConfiguration["products"]["attributes"][string];

/** What cards must have of one attribute: any of some values, within a range, or a day that comes soon (B7). */
export interface AttributeFilter {
  readonly name: string;
  readonly anyOf?: readonly AttributeValue[];
  readonly from?: AttributeValue;
  readonly to?: AttributeValue;
  readonly withinDays?: number;
}

/** Query parameters by name; one that is repeated is a list. */
export type GivenParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

const prefix = "attr.";
const conditions = ["from", "to", "withinDays"] as const;

/** The attributes that filter client books, of customers and of their places in the books. */
export function refinableAttributes({ products, catalog }: ChannelConfiguration): string[] {
  const { clientBookAttributes, customerAttributes, attributes } = products;
  const names = [...new Set([...clientBookAttributes, ...customerAttributes])];
  return names.filter((name) => catalog.refinable.includes(name) && attributes[name] !== undefined);
}

export const isAttributeParameter = (parameter: string) => parameter.startsWith(prefix);

/** The filters that query parameters ask for, such as `attr.birthday.withinDays`; every fault goes into `faults`. */
export function attributeFilters(
  given: GivenParameters,
  channel: ChannelConfiguration,
  faults: InputFault[],
): AttributeFilter[] {
  const known = refinableAttributes(channel);
  const filters = new Map<string, AttributeFilter>();
  for (const [parameter, values] of Object.entries(given)) {
    if (values === undefined) continue;
    const { name, condition } = partsOf(parameter, known);
    const definition = known.includes(name) ? channel.products.attributes[name] : undefined;
    const read = definition && conditionOf(definition, condition, [values].flat());
    if (read === undefined || typeof read === "string") {
      const message = read ?? `There is no refinable attribute ${name}.`;
      faults.push({ pointer: `query/${parameter}`, message });
    } else filters.set(name, { ...filters.get(name), ...read, name });
  }
  return [...filters.values()];
}

type Condition = (typeof conditions)[number] | "anyOf";

/** The name of an attribute may have dots of its own. */
function partsOf(parameter: string, known: readonly string[]): { name: string; condition: Condition } {
  const path = parameter.slice(prefix.length);
  const condition = conditions.find((one) => path.endsWith(`.${one}`));
  if (condition === undefined || known.includes(path)) return { name: path, condition: "anyOf" };
  return { name: path.slice(0, -condition.length - 1), condition };
}

/** What a parameter asks for, or what is wrong with it. */
function conditionOf(
  definition: Definition,
  condition: Condition,
  texts: readonly string[],
): Omit<AttributeFilter, "name"> | string {
  const isDate = definition.type === "date";
  if (condition === "anyOf") return valuesOf(definition, texts, (anyOf) => ({ anyOf }));
  const [text = ""] = texts;
  if (texts.length > 1) return "This is given once.";
  if (condition === "withinDays") {
    if (!isDate) return "Only a date has days to come.";
    return /^\d{1,3}$/.test(text) && Number(text) <= 366
      ? { withinDays: Number(text) }
      : "A whole number of days from 0 to 366 is expected.";
  }
  const hasRange = isDate || ["integer", "decimal", "currency"].includes(definition.type);
  if (!hasRange) return "Only numbers and dates have a range.";
  return valuesOf(definition, texts, ([value]) => (value === undefined ? {} : { [condition]: value }));
}

function valuesOf(
  { type }: Definition,
  texts: readonly string[],
  make: (values: AttributeValue[]) => Omit<AttributeFilter, "name">,
): Omit<AttributeFilter, "name"> | string {
  const values = texts.map((text) => typedValue(type, text));
  const plain = { type: type === "list" ? "text" : type, label: "", mandatory: false, refinable: true } as const;
  const fault = values.map((value) => attributeFault(plain, value)).find((found) => found !== undefined);
  return fault ?? make(values);
}

function typedValue(type: Definition["type"], text: string): AttributeValue {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  const isNumber = ["integer", "decimal", "currency"].includes(type);
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** The value that a card has of an attribute: of the place in the book before the customer's. */
export const valueOfCard = ({ member, client }: Card, name: string): AttributeValue | undefined =>
  member.attributes[name] ?? client.attributes[name];

/** Whether a card has what a filter asks for; `today` is a date such as 2026-03-01. */
export function fits(card: Card, { name, anyOf, from, to, withinDays }: AttributeFilter, today: string): boolean {
  const value = valueOfCard(card, name);
  if (value === undefined) return false;
  if (anyOf && !anyOf.includes(value)) return false;
  if (from !== undefined && value < from) return false;
  if (to !== undefined && value > to) return false;
  return withinDays === undefined || (typeof value === "string" && daysUntilAnniversary(value, today) <= withinDays);
}
