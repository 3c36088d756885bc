import { Failure, type InputFault } from "../../failure";
import { phonePrefixes } from "../phone-numbers";
import { type MatchedOn, searchKey, wordParts } from "./search-keys";

/** One way in which a key of a customer can match. */
export interface SearchTerm {
  readonly criterion: MatchedOn;
  readonly key: string;
  /** Whether a key that only begins like this matches too. */
  readonly prefix: boolean;
}

/** A customer matches a term group when any of its terms matches. */
export type TermGroup = readonly SearchTerm[];

/** What one criterion looks for, a group for each word; a customer must match at least one of them. */
export type Criterion = readonly TermGroup[];

type Given = string | readonly string[] | undefined;

/** What is given several times means any of it. */
export type SearchCriteria = { readonly [Name in "q" | "name" | MatchedOn]?: Given };

const shortestPrefix = 2;
const mostWords = 8;
/** More would be too much for one query. */
const mostTerms = 50;

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

/**
 * What to look for, by criterion (Q1, Q2); phones are read as they are typed in `country`. Rejects with
 * `invalid-request` when nothing is given, and as `optionalSearchTerms` does.
 */
export function searchTerms(given: SearchCriteria, country?: string): readonly Criterion[] {
  const criteria = optionalSearchTerms(given, country);
  if (criteria.length === 0) {
    const message = "Give at least one criterion.";
    throw new Failure("invalid-request", "There is nothing to search for.", {
      errors: [{ pointer: "query/q", message }],
    });
  }
  return criteria;
}

/**
 * The same; nothing to look for is everything. Rejects with `invalid-request` when it is too much, and when a text has no
 * word that is long enough: others would be found than were looked for.
 */
export function optionalSearchTerms(given: SearchCriteria, country?: string): readonly Criterion[] {
  const faults: InputFault[] = [];
  const criteria = Object.entries(readers).map(([name, read]) => {
    const texts = textsOf(given[name as keyof SearchCriteria]).map((text) => groupsOf(read(text, country)));
    const message = `Give a word of at least ${shortestPrefix} characters.`;
    faults.push(...texts.flatMap((groups) => (groups.length === 0 ? [{ pointer: `query/${name}`, message }] : [])));
    return anyOf(texts);
  });
  if (criteria.flat(2).length > mostTerms)
    faults.push({ pointer: "query", message: "There are too many words, or values, to look for at once." });
  if (faults.length > 0) throw new Failure("invalid-request", "The search cannot be done.", { errors: faults });
  return criteria.filter((criterion) => criterion.length > 0);
}

const textsOf = (given: Given = []) =>
  (typeof given === "string" ? [given] : given).filter((text) => text.trim().length > 0);

const groupsOf = (criterion: Criterion): Criterion => criterion.filter((group) => group.length > 0);

/** The groups of one text; of several texts the terms of all, in one group. */
const anyOf = (texts: readonly Criterion[]): Criterion =>
  texts.length > 1 ? [texts.flat(2)] : texts.flat().slice(0, mostWords);

type Reader = (text: string, country: string | undefined) => Criterion;

const code =
  (criterion: MatchedOn): Reader =>
  (text) => [[exact(criterion, text.trim().toLowerCase())]];

const readers: Readonly<Record<keyof SearchCriteria, Reader>> = {
  q: oneBox,
  name: (text) => words(text, "name"),
  address: (text) => words(text, "address"),
  phone: (text, country) => [phoneTerms(text, country)],
  email: code("email"),
  accountNumber: code("accountNumber"),
  loyaltyCard: code("loyaltyCard"),
};

/** One box for all criteria: what looks like an e-mail or a number is taken as one, else each word is a name or address. */
function oneBox(text: string, country: string | undefined): readonly TermGroup[] {
  const typed = text.trim();
  if (typed.includes("@")) return [[beginning("email", typed.toLowerCase())]];
  if (/^[+(\d][\d\s().+/-]*$/.test(typed)) {
    const number = typed.toLowerCase();
    return [
      [
        ...phoneTerms(typed, country),
        exact("accountNumber", number),
        exact("loyaltyCard", number),
        // A phone in blocks is no house number.
        ...(/\s/.test(typed) ? [] : words(typed, "address").flat()),
      ],
    ];
  }
  return typed.split(/\s+/).flatMap((word) => {
    // Numbers are kept as they are written, such as US-00000042.
    const codes = /\d/.test(word)
      ? [exact("accountNumber", word.toLowerCase()), exact("loyaltyCard", word.toLowerCase())]
      : [];
    const forms = wordsOf(word);
    if (forms.length === 0) return [codes];
    return forms.map((parts) => [
      ...parts.flatMap((part) => [beginning("name", part), beginning("address", part)]),
      ...codes,
    ]);
  });
}

function phoneTerms(typed: string, country: string | undefined): TermGroup {
  return phonePrefixes(typed, country)
    .filter((prefix) => prefix.replace("+", "").length >= shortestPrefix)
    .map((prefix) => beginning("phone", prefix));
}

const words = (text: string, criterion: MatchedOn): readonly TermGroup[] =>
  wordsOf(text).map((forms) => forms.map((word) => beginning(criterion, word)));

/**
 * The words of what was typed, each in the forms that it can stand for: with punctuation inside, a part of it or the
 * whole, since "Smith-Jones" may be kept as "Smith Jones"; only the whole when a part is too short, as in "O'Brien".
 */
function wordsOf(text: string): readonly (readonly string[])[] {
  return wordParts(text).flatMap((parts) => {
    const whole = parts.join("");
    if (parts.length > 1 && parts.every(isLongEnough)) return parts.map((part) => [part, whole]);
    return isLongEnough(whole) ? [[whole]] : [];
  });
}

/** A prefix has two characters at least (Q2); one ideograph says as much as those. */
const isLongEnough = (word: string) => word.length >= shortestPrefix || /\p{Script=Han}/u.test(word);

/** A word taken for a name alone, where it may be one. */
export function asName(group: TermGroup): TermGroup {
  const names = group.filter(({ criterion }) => criterion === "name");
  return names.length > 0 ? names : group;
}

/** Whether a word among what is looked for may be a name or something else, such as a street or a city. */
export const mayBeNames = (criteria: readonly Criterion[]): boolean =>
  criteria.flat().some((group) => asName(group).length < group.length);

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
