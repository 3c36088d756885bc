import type { ChannelConfiguration } from "../../headquarters";
import type { AttributeValues } from "../membership";

/** The client-book attributes of a customer that comes into a book: those that have a default (B6). */
export function initialAttributes({ products }: ChannelConfiguration): AttributeValues {
  return Object.fromEntries(
    products.clientBookAttributes.flatMap((name) => {
      const value = products.attributes[name]?.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
