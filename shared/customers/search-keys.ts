import type { Customer } from "./customer";
import { phoneForms } from "./phone-numbers";

export type MatchedOn = "name" | "email" | "phone" | "address" | "accountNumber" | "loyaltyCard";

/** `name:bowman`: what a customer is found by and under which criterion. */
export const searchKey = (criterion: MatchedOn, text: string) => `${criterion}:${text}`;

/**
 * The words of a text as they are searched: lower case, without accents and punctuation. A word with punctuation
 * inside is found as a whole and by its parts: O'Brien by "obrien", "o'brien" and "brien".
 */
export function searchWords(text: string): readonly string[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.split(/\s+/).flatMap((word) => {
    const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
    return parts.length > 1 ? [parts.join(""), ...parts] : parts;
  });
  return [...new Set(words)];
}

/** Everything a customer is found by (Q1, Q2, Q4), each key once. */
export function searchKeys(customer: Customer): readonly string[] {
  const addressText = customer.addresses
    .map(({ street, city, postalCode }) => [street, city, postalCode].filter(Boolean).join(" "))
    .join(" ");
  const keys = [
    ...searchWords(customer.name).map((word) => searchKey("name", word)),
    ...customer.emails.map(({ address }) => searchKey("email", address.toLowerCase())),
    ...customer.phones.flatMap(({ number }) => phoneForms(number)).map((form) => searchKey("phone", form)),
    ...searchWords(addressText).map((word) => searchKey("address", word)),
    ...customer.loyaltyCards.map(({ cardNumber }) => searchKey("loyaltyCard", cardNumber.toLowerCase())),
    ...(customer.accountNumber === null ? [] : [accountNumberKey(customer.accountNumber)]),
  ];
  return [...new Set(keys)];
}

export const accountNumberKey = (accountNumber: string) => searchKey("accountNumber", accountNumber.toLowerCase());
