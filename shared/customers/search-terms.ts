import { Failure } from "../failure";
import { phonePrefixes } from "./phone-numbers";
import { type MatchedOn, searchKey, searchWords } from "./search-keys";

/** One way in which a key of a customer can match. */
export interface SearchTerm {
  readonly criterion: MatchedOn;
  readonly key: string;
  /** Whether a key that only begins like this matches too. */
  readonly prefix: boolean;
}

/** A customer matches a term group when any of its terms matches. */
export type TermGroup = readonly SearchTerm[];

export interface SearchCriteria {
  readonly q?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly loyaltyCard?: string | undefined;
}

const shortestPrefix = 2;
const mostWords = 8;

const exact = (criterion: MatchedOn, text: string): SearchTerm => ({
  criterion,
  key: searchKey(criterion, text),
  prefix: false,
});
const beginning = (criterion: MatchedOn, text: string): SearchTerm => ({
  criterion,
  key: searchKey(criterion, text),
  prefix: true,
});

/** What to look for, one group for each word or criterion (Q1, Q2). Rejects with `invalid-request` when too little is given. */
export function termGroups(criteria: SearchCriteria): readonly TermGroup[] {
  const groups: TermGroup[] = [
    ...(criteria.q ? oneBox(criteria.q) : []),
    ...(criteria.name ? words(criteria.name, "name") : []),
    ...(criteria.email ? [[exact("email", criteria.email.trim().toLowerCase())]] : []),
    ...(criteria.phone ? [phone(criteria.phone)] : []),
    ...(criteria.address ? words(criteria.address, "address") : []),
    ...(criteria.accountNumber ? [[exact("accountNumber", criteria.accountNumber.trim().toLowerCase())]] : []),
    ...(criteria.loyaltyCard ? [[exact("loyaltyCard", criteria.loyaltyCard.trim().toLowerCase())]] : []),
  ].filter((group) => group.length > 0);
  if (groups.length === 0) {
    const message = `Give at least one criterion; a name, address or phone has at least ${shortestPrefix} characters.`;
    throw new Failure("invalid-request", "There is nothing to search for.", {
      errors: [{ pointer: "query/q", message }],
    });
  }
  return groups.slice(0, mostWords);
}

/** One box for all criteria: what looks like an e-mail or a number is taken as one, else each word is a name or address. */
function oneBox(text: string): readonly TermGroup[] {
  const typed = text.trim();
  if (typed.includes("@")) return [[beginning("email", typed.toLowerCase())]];
  if (/^[+(\d][\d\s().+/-]*$/.test(typed)) {
    const number = typed.toLowerCase();
    return [
      [
        ...phone(typed),
        exact("accountNumber", number),
        exact("loyaltyCard", number),
        ...words(typed, "address").flat(),
      ],
    ];
  }
  const codes = (word: string) => (/\d/.test(word) ? [exact("accountNumber", word), exact("loyaltyCard", word)] : []);
  return wordsOf(typed).map((word) => [beginning("name", word), beginning("address", word), ...codes(word)]);
}

function phone(typed: string): TermGroup {
  return phonePrefixes(typed)
    .filter((prefix) => prefix.replace("+", "").length >= shortestPrefix)
    .map((prefix) => beginning("phone", prefix));
}

const words = (text: string, criterion: MatchedOn): readonly TermGroup[] =>
  wordsOf(text).map((word) => [beginning(criterion, word)]);

const wordsOf = (text: string) =>
  text
    .split(/\s+/)
    .map((word) => searchWords(word)[0] ?? "")
    .filter((word) => word.length >= shortestPrefix);

const fits = (term: SearchTerm, key: string) => (term.prefix ? key.startsWith(term.key) : key === term.key);

/** How many groups a customer's keys match, and on which criteria. */
export function matchOf(
  groups: readonly TermGroup[],
  keys: readonly string[],
): { groups: number; matchedOn: MatchedOn[] } {
  const matched = groups.map((group) => group.filter((term) => keys.some((key) => fits(term, key))));
  return {
    groups: matched.filter((terms) => terms.length > 0).length,
    matchedOn: [...new Set(matched.flat().map(({ criterion }) => criterion))],
  };
}
