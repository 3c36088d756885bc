import type { Customer } from "../customer";
import { phoneForms } from "../phone-numbers";

export type MatchedOn = "name" | "email" | "phone" | "address" | "accountNumber" | "loyaltyCard";

/** `name:bowman`: what a customer is found by and under which criterion; the last is for duplicates alone (C7). */
export const searchKey = (criterion: MatchedOn | "nameAndPostalCode", text: string) => `${criterion}:${text}`;

/** Letters that have no accent to take off and are typed without their stroke all the same. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ς: "σ",
};

/** The words of a text as they are searched, lower case and without accents; each cut at its punctuation. */
export function wordParts(text: string): readonly (readonly string[])[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const plain = folded.replace(/[ßæœøđðþłıς]/g, (letter) => plainLetters[letter] ?? letter);
  return plain
    .split(/\s+/)
    .map((word) => word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ""))
    .filter((parts) => parts.length > 0);
}

/** A word with punctuation inside is found as a whole and by its parts: O'Brien by "obrien", "o'brien" and "brien". */
export function searchWords(text: string): readonly string[] {
  return [...new Set(wordParts(text).flatMap((parts) => (parts.length > 1 ? [parts.join(""), ...parts] : parts)))];
}

const writtenWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The words of a name; where it is typed without a space too, the whole as well, the family name first or last: 王小明. */
function nameWords(name: string): readonly string[] {
  const words = searchWords(name);
  if (words.length < 2 || !words.every((word) => writtenWithoutSpaces.test(word))) return words;
  return [...words, words.join(""), [...words].reverse().join("")];
}

/** A customer is written at headquarters and as a copy: its keys are made once. */
const madeKeys = new WeakMap<Customer, readonly string[]>();

/**
 * Everything a customer is found by (Q1, Q2, Q4), each key once. One that was merged is found as the customer that
 * stands for it, by its account number too (C7).
 */
export function searchKeys(customer: Customer): readonly string[] {
  const made = madeKeys.get(customer) ?? makeKeys(customer);
  madeKeys.set(customer, made);
  return made;
}

function makeKeys(customer: Customer): readonly string[] {
  if (customer.mergedInto !== null || customer.erasedAt !== null) return [];
  const addressText = customer.addresses
    .map(({ street, city, postalCode }) => [street, city, postalCode].filter(Boolean).join(" "))
    .join(" ");
  const keys = [
    ...nameWords(customer.name).map((word) => searchKey("name", word)),
    ...customer.emails.map(({ address }) => searchKey("email", address.toLowerCase())),
    ...customer.phones.flatMap(({ number }) => phoneForms(number)).map((form) => searchKey("phone", form)),
    ...searchWords(addressText).map((word) => searchKey("address", word)),
    ...customer.loyaltyCards.map(({ cardNumber }) => searchKey("loyaltyCard", cardNumber.toLowerCase())),
    ...nameAndPostalCodeKeys(customer),
    ...(customer.accountNumber === null ? [] : [accountNumberKey(customer.accountNumber)]),
    ...customer.mergedIdentities.map(({ accountNumber }) => accountNumberKey(accountNumber)),
  ];
  return [...new Set(keys)];
}

/** A name together with each of its postal codes, however they are written: `nameAndPostalCode:anabowman/98101` (C7). */
export function nameAndPostalCodeKeys(customer: Customer): readonly string[] {
  const { firstName, lastName, organizationName, customerType } = customer;
  const given = customerType === "organization" ? [organizationName] : [firstName, lastName];
  const name = wordParts(given.join(" ").replace(/['’.]/g, "")) // O'Brien is typed OBrien too
    .flat()
    .sort()
    .join("");
  const postalCodes = customer.addresses.map(({ postalCode, country }) => {
    const code = wordParts(postalCode ?? "")
      .flat()
      .join("");
    return country === "US" ? code.slice(0, 5) : code; // 98101-1234 is in 98101
  });
  return [...new Set(postalCodes.filter((code) => code !== "" && name !== ""))].map((code) =>
    searchKey("nameAndPostalCode", `${name}/${code}`),
  );
}

export const accountNumberKey = (accountNumber: string) => searchKey("accountNumber", accountNumber.toLowerCase());
