import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchKeys } from "../../../shared/customers/search/search-keys";
import {
  asName,
  matchOf,
  mayBeNames,
  type SearchCriteria,
  searchTerms,
} from "../../../shared/customers/search/search-terms";
import { channel } from "./houston";
import { made, refusal } from "./new";

const person = (request: object, country = "US") => made(request, channel({ country }));

/** What a customer is found on, when every word that was typed matches. */
function foundOn(criteria: SearchCriteria, customer: ReturnType<typeof person>) {
  const terms = searchTerms(criteria).flat();
  const match = matchOf(terms, searchKeys(customer));
  return match.groups === terms.length ? match.matchedOn : [];
}

describe("search by name", () => {
  it.each([
    ["Ana Bowman", "bowman"],
    ["Ana Bowman", "BOW an"],
    ["Zoë Müller", "zoe muller"],
    ["Zoe Muller", "Zoë Müller"],
    ["Sean O'Brien", "o'brien"],
    ["Sean O'Brien", "O’Brien"],
    ["Sean O'Brien", "obrien"],
    ["Sean O'Brien", "brien"],
    ["Sean O'Brien", "o'b"],
    ["Anne Smith-Jones", "smith-jones"],
    ["Anne Smith-Jones", "smith jones"],
    ["Anne Smith-Jones", "jones"],
    ["Anne Smith Jones", "smith-jones"],
    ["Anne Smithjones", "Smith-Jones"],
    ["Jürgen Groß", "gross"],
    ["Jurgen Gross", "groß"],
    ["Łukasz Bjørnsen", "lukasz bjornsen"],
    ["Γιώργος Παπαδόπουλος", "γιωργοσ παπαδοπουλοσ"],
    ["İpek Işık", "ipek isik"],
    ["Дмитрий Иванов", "иван дмит"],
    ["李 明", "李"],
    ["山田 太郎", "山田"],
    ["小明 王", "王小明"],
    ["小明 王", "王小"],
    ["さくら 佐藤", "佐藤さくら"],
    ["佐藤 さくら", "佐藤さくら"],
    ["철수 김", "김철수"],
    ["김 민수", "민수"],
    ["محمد علي", "محمد"],
    ["ﬁona", "fiona"],
  ])("Q2: %s is found by %s", (name, typed) => {
    const [firstName, ...rest] = name.split(" ");
    const customer = person({ firstName, lastName: rest.join(" ") || undefined });
    expect(foundOn({ name: typed }, customer)).toEqual(["name"]);
    expect(foundOn({ q: typed }, customer)).toEqual(["name"]);
  });

  it.each([
    ["+3612345678", "06 1 234 5678", "HU"],
    ["+3612345678", "06 1 234", "HU"],
    ["+493012345678", "011 49 30 1234", "US"],
    ["+4930123456", "030 123", "DE"],
  ])("Q2: the phone %s is found by %s as it is typed in %s", (phone, typed, country) => {
    const terms = searchTerms({ phone: typed }, country).flat();
    expect(matchOf(terms, searchKeys(person({ firstName: "Ana", phone }))).matchedOn).toEqual(["phone"]);
  });

  it("Q1: the one box finds an account number with letters and punctuation", () => {
    const numbered = { ...person({ firstName: "Ana" }), accountNumber: "US-00000042" };
    expect(foundOn({ q: "us-00000042" }, numbered)).toEqual(["accountNumber"]);
  });

  it.each([
    ["Ana Bowman", "owman"],
    ["Ana Bowman", "bowmans"],
    ["Anne Smith-Jones", "smith-brown"],
  ])("Q2: %s is not found by %s", (name, typed) => {
    expect(foundOn({ name: typed }, person({ firstName: name }))).toEqual([]);
  });

  it.each(["a", "-", "' '", "!!", " "])("Q2: %j is too little to search for", (typed) => {
    expect(refusal(() => searchTerms({ name: typed }))).toMatchObject({ kind: "invalid-request" });
  });

  it("Q1, Q2: what is too little is refused beside other criteria, too, and what is left empty is not given", () => {
    const refused = { kind: "invalid-request", pointers: ["query/name"] };
    expect(refusal(() => searchTerms({ name: "a", address: "98101" }))).toMatchObject(refused);
    expect(refusal(() => searchTerms({ name: ["ana", "-"] }))).toMatchObject(refused);
    expect(searchTerms({ name: " ", address: "98101" })).toEqual(searchTerms({ address: "98101" }));
  });

  it("Q2: a customer counts the words that it matches", () => {
    const terms = searchTerms({ name: "ana maria bowman" }).flat();
    expect(matchOf(terms, searchKeys(person({ firstName: "Ana", lastName: "Bowman" }))).groups).toBe(2);
  });

  it("Q2: a word of the one box is looked for as a name alone, where it may be one", () => {
    const asNames = (criteria: SearchCriteria) =>
      searchTerms(criteria)
        .flat()
        .map((group) => asName(group).map(({ criterion, key }) => `${criterion} ${key}`));
    expect(asNames({ q: "ana A1" })).toEqual([["name name:ana"], ["name name:a1"]]);
    expect(asNames({ q: "98101" }).flat()).toContain("address address:98101");
    expect(asNames({ address: "seattle" })).toEqual([["address address:seattle"]]);
  });

  it.each<[SearchCriteria, boolean]>([
    [{ q: "ana" }, true],
    [{ q: "ana bowman", address: "seattle" }, true],
    [{ name: "ana bowman" }, false],
    [{ address: "seattle" }, false],
    [{ q: "ana@example.com" }, false],
    [{ q: "98101" }, false],
    [{ name: "ana", phone: "206 555 0199" }, false],
  ])("Q2: whether words of %j may be names or something else: %s", (criteria, expected) => {
    expect(mayBeNames(searchTerms(criteria))).toBe(expected);
  });

  it("Q2: whoever is named so is found by every word of the name, in any order", () => {
    const letters = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäéøñ'-");
    const word = fc.string({ unit: letters, minLength: 2, maxLength: 12 }).filter((text) => /^[^'-]{2}/.test(text));
    fc.assert(
      fc.property(fc.tuple(word, word), ([firstName, lastName]) => {
        const customer = person({ firstName, lastName });
        expect(foundOn({ q: `${lastName.toUpperCase()} ${firstName}` }, customer)).toContain("name");
      }),
    );
  });
});

describe("search by phone", () => {
  it.each([
    ["US", "(206) 555-0100", "206.555.0100"],
    ["US", "(206) 555-0100", "+1 206 555 0100"],
    ["US", "(206) 555-0100", "001 206 555-0100"],
    ["US", "(206) 555-0100", "1-206-555-0100"],
    ["US", "(206) 555-0100", "206/555"],
    ["US", "(206) 555-0100", "+1 (206"],
    ["DE", "030 1234567", "030 123"],
    ["DE", "030 1234567", "0049 30 1234567"],
    ["DE", "030 1234567", "+49 (0)30 1234567"],
    ["GB", "020 7946 0958", "+44 20 7946"],
    ["US", "555 0100", "5550100"],
    ["US", "+999 12345", "+999 123"],
  ])("Q2: in %s %s is found by %s", (country, phone, typed) => {
    const customer = person({ firstName: "Ana", phone }, country);
    expect(foundOn({ phone: typed }, customer)).toEqual(["phone"]);
    expect(foundOn({ q: typed }, customer)).toEqual(["phone"]);
  });

  it("Q2: a phone typed in blocks finds no house numbers", () => {
    const customer = person({ firstName: "Ana", addresses: [{ street: "555 Main St", postalCode: "98101" }] });
    expect(foundOn({ q: "206 555 0100" }, customer)).toEqual([]);
    expect(foundOn({ q: "98101" }, customer)).toEqual(["address"]);
  });
});

describe("search by other criteria", () => {
  const customer = {
    ...person({
      firstName: "Ana",
      email: "Ana.B@Example.com",
      emails: [{ address: "work@example.com" }],
      phone: "(206) 555-0100",
      phones: [{ number: "(206) 555-0199" }],
      addresses: [{ street: "1 Main St", city: "Seattle", postalCode: "98101" }],
    }),
    accountNumber: "00-00004021",
    loyaltyCards: [{ cardNumber: "LC-77", state: "issued" as const, issuedAt: null }],
  };

  it.each<[SearchCriteria, string[]]>([
    [{ email: "ana.b@EXAMPLE.com" }, ["email"]],
    [{ q: "ana.b@ex" }, ["email"]],
    [{ address: "main seat" }, ["address"]],
    [{ q: "ana seattle" }, ["name", "address"]],
    [{ accountNumber: "00-00004021" }, ["accountNumber"]],
    [{ q: "00-00004021" }, ["accountNumber"]],
    [{ loyaltyCard: "lc-77" }, ["loyaltyCard"]],
    [{ email: "ana.b@example.com", name: "ana" }, ["name", "email"]],
  ])("Q1: %j matches on %j", (criteria, matchedOn) => {
    expect(foundOn(criteria, customer)).toEqual(matchedOn);
  });

  it.each<[SearchCriteria]>([[{ email: "work@example.com" }], [{ phone: "206 555 0199" }]])(
    "Q4: secondary contacts match too: %j",
    (criteria) => {
      expect(foundOn(criteria, customer)).not.toEqual([]);
    },
  );

  it("Q1: a criterion that is repeated means any of its values, in one group", () => {
    const criteria = { email: ["nobody@example.com", "ana.b@example.com"], name: ["bo", "ana"] };
    expect(searchTerms(criteria).map((groups) => groups.length)).toEqual([1, 1]);
    expect(foundOn(criteria, customer)).toEqual(["name", "email"]);
  });

  it("C3: a GUID is never a key", () => {
    expect(searchKeys({ ...customer, accountNumber: null }).join()).not.toContain(customer.customerId);
  });
});
