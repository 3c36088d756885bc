import type { InputFault } from "../../failure";
import { type AttributeValue, attributeFault, type ChannelConfiguration } from "../../headquarters";

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
