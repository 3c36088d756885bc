import type { Customer } from "../customer";
import type { PossibleDuplicate } from "../headquarters-customers";
import { phoneForms } from "../phone-numbers";
import { nameAndPostalCodeKeys, searchKey } from "../search/search-keys";

type MatchedOn = PossibleDuplicate["matchedOn"][number];

/** A shorter one is no phone that only one person has. */
const shortestPhone = 6;

/** The search keys by which a customer may turn out to be somebody who is known (C7). */
export function duplicateKeys(customer: Customer): readonly string[] {
  const phones = customer.phones.map(({ number }) => phoneForms(number)[0] ?? "");
  return [
    ...new Set([
      ...customer.emails.map(({ address }) => searchKey("email", address.toLowerCase())),
      ...phones.filter((phone) => phone.length >= shortestPhone).map((phone) => searchKey("phone", phone)),
      ...nameAndPostalCodeKeys(customer),
    ]),
  ];
}

/** What two customers have in common, by the keys that both have. */
export function matchedOn(keys: readonly string[], others: readonly string[]): MatchedOn[] {
  const common = keys.filter((key) => others.includes(key));
  const kinds: readonly MatchedOn[] = ["email", "phone", "nameAndPostalCode"];
  return kinds.filter((kind) => common.some((key) => key.startsWith(searchKey(kind, ""))));
}
