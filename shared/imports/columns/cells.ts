import type { ChannelConfiguration } from "../../headquarters";
import { countryCodeOf } from "./country-codes";

/** What stands in a cell: a text without the spaces around it, or whatever else an NDJSON row has there. */
export function cellOf(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return value ?? undefined;
  // Spreadsheets and Shopify put an apostrophe before what is to stay a text: '+1 206 555 0100.
  const text = value.trim().replace(/^'(?=[+\d])/, "");
  return text === "" ? undefined : text;
}

/** A text is made what the API takes; anything else is left for the schema to refuse. */
const ofText =
  (make: (text: string) => unknown) =>
  (cell: unknown): unknown =>
    typeof cell === "string" ? make(cell) : cell;

export const lowerCase = ofText((text) => text.toLowerCase());
export const countryCell = ofText((text) => countryCodeOf(text) ?? text);
export const listCell = ofText((text) =>
  text
    .split(/[,;|]/)
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

const isYes = (text: string) => /^(yes|y|true|1|optedin)$/i.test(text);
const isNo = (text: string) => /^(no|n|false|0|optedout)$/i.test(text);

/** `yes` and `no`, as shops export them, or the API's own words. */
export const consentCell = ofText((text) => (isYes(text) ? "optedIn" : isNo(text) ? "optedOut" : text));

type Definition = ChannelConfiguration["products"]["attributes"][string];

/** A value of the attribute's type, where the text says one. */
export const attributeCell = (cell: unknown, definition: Definition | undefined): unknown =>
  ofText((text) => {
    switch (definition?.type) {
      case "integer":
      case "decimal":
      case "currency":
        return Number.isFinite(Number(text)) ? Number(text) : text;
      case "boolean":
        return isYes(text) ? true : isNo(text) ? false : text;
      default:
        return text;
    }
  })(cell);
