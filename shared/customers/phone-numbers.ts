import { AsYouType, type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { LRUCache } from "lru-cache";

/** E.164 when the number can be parsed for the country, else as given (A7); so is one with an extension, which E.164 lacks. */
export function normalizePhone(given: string, country: string): string {
  const text = given.trim();
  const parsed = parsePhoneNumberFromString(text, region(country));
  if (!parsed?.isValid() || parsed.ext !== undefined) return text;
  parsedForms.set(parsed.number, [parsed.number, parsed.nationalNumber]);
  return parsed.number;
}

/** The forms of the numbers that were parsed last: a customer is searched by them soon after. */
const parsedForms = new LRUCache<string, readonly string[]>({ max: 1_000 });

/** What a phone is found by: its international form, and its national form as digits (Q2). */
export function phoneForms(number: string): readonly string[] {
  const digits = digitsOf(number);
  if (!number.startsWith("+")) return [digits];
  const known = parsedForms.get(number);
  if (known) return known;
  const parsed = parsePhoneNumberFromString(number);
  return parsed ? [parsed.number, parsed.nationalNumber] : [`+${digits}`, digits];
}

/** The prefixes that a phone typed in a country, whole or begun, can stand for (Q2). */
export function phonePrefixes(typed: string, country = ""): readonly string[] {
  const international = /^\s*(\+|00)/.test(typed);
  const digits = digitsOf(international ? typed.replace("(0)", "") : typed); // +44 (0)20 is +44 20
  if (typed.trim().startsWith("+")) return [`+${digits}`];
  if (digits.startsWith("00")) return [`+${digits.slice(2)}`, digits];
  return [...new Set([digits, `+${digits}`, digits.replace(/^0/, ""), ...internationalForm(typed, country)])];
}

/** A number begun in national form, with its trunk prefix, as it begins internationally: 06 1 234 in HU is +361234. */
function internationalForm(typed: string, country: string): readonly string[] {
  const begun = new AsYouType(region(country));
  begun.input(typed);
  const number = begun.getNumberValue();
  return number === undefined ? [] : [number];
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

const region = (country: string): CountryCode | undefined => (isSupportedCountry(country) ? country : undefined);
