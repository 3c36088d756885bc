import type { InputFault } from "../../failure";
import { type AttributeValue, attributeFault, type ChannelConfiguration } from "../../headquarters";
import type { AttributeValues } from "../membership";

/** Values by attribute; null takes one away (RFC 7396). */
export type AttributeChanges = Readonly<Record<string, AttributeValue | null>>;

/** Client-book attributes after a change, and all that is wrong with it (B6). */
export function changedAttributes(
  before: AttributeValues,
  changes: AttributeChanges,
  { products }: ChannelConfiguration,
): { readonly values: AttributeValues; readonly faults: readonly InputFault[] } {
  const after = Object.entries({ ...before, ...changes }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const values: AttributeValues = Object.fromEntries(after);
  const faults = Object.entries(changes).flatMap(([name, value]): InputFault[] => {
    const definition = products.clientBookAttributes.includes(name) ? products.attributes[name] : undefined;
    if (definition === undefined) return [faultOf(name, "There is no such client-book attribute.")];
    const fault = value === null ? undefined : attributeFault(definition, value);
    return fault === undefined ? [] : [faultOf(name, fault)];
  });
  const missing = products.clientBookAttributes.filter(
    (name) => products.attributes[name]?.mandatory && values[name] === undefined,
  );
  return { values, faults: [...faults, ...missing.map((name) => faultOf(name, "This attribute is mandatory."))] };
}

const faultOf = (name: string, message: string): InputFault => ({
  pointer: `/attributes/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  message,
});
