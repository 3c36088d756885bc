import type { InputFault } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";

export type AttributeValue = string | number | boolean;
type Definition = ChannelConfiguration["products"]["attributes"][string];

/** The attributes of a new customer: what is given, completed by defaults; every fault goes into `faults`. */
export function attributeValues(
  given: Readonly<Record<string, AttributeValue>>,
  products: ChannelConfiguration["products"],
  faults: InputFault[],
): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const definition = products.customerAttributes.includes(name) ? products.attributes[name] : undefined;
    const fault = definition ? attributeFault(definition, value) : "There is no such customer attribute.";
    if (fault) faults.push({ pointer: `/attributes/${name}`, message: fault });
    values[name] = value;
  }
  for (const name of products.customerAttributes) {
    const definition = products.attributes[name];
    if (!definition || Object.hasOwn(values, name)) continue;
    if (definition.default !== undefined) values[name] = definition.default;
    else if (definition.mandatory)
      faults.push({ pointer: `/attributes/${name}`, message: "This attribute is mandatory." });
  }
  return values;
}

/** What is wrong with a value; `undefined` when it fits. Dates are `YYYY-MM-DD`. */
export function attributeFault(definition: Definition, value: AttributeValue): string | undefined {
  switch (definition.type) {
    case "text":
      return typeof value === "string" ? undefined : "A text is expected.";
    case "list":
      return typeof value === "string" && definition.values?.includes(value)
        ? undefined
        : `One of ${definition.values?.join(", ")} is expected.`;
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false is expected.";
    case "date":
      return typeof value === "string" && isDate(value) ? undefined : "A date such as 1990-05-04 is expected.";
    default:
      return numberFault(definition, value);
  }
}

function numberFault({ type, minimum, maximum }: Definition, value: AttributeValue): string | undefined {
  if (typeof value !== "number") return "A number is expected.";
  if (type === "integer" && !Number.isInteger(value)) return "A whole number is expected.";
  if (minimum !== undefined && value < minimum) return `At least ${minimum} is expected.`;
  if (maximum !== undefined && value > maximum) return `At most ${maximum} is expected.`;
  return undefined;
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
