import { describe, expect, it } from "vitest";
import { searchKeys } from "../../../shared/customers/search/search-keys";
import { searchTerms } from "../../../shared/customers/search/search-terms";
import { channel } from "./houston";
import { made, now, refusal } from "./new";

const addressesOf = (request: object, where = channel()) => made({ firstName: "Ana", ...request }, where).addresses;

describe("addresses of a new customer", () => {
  it.each([
    [
      [{}, {}],
      [true, false],
    ],
    [
      [{ primary: false }, { primary: false }],
      [true, false],
    ],
    [
      [{}, { primary: true }],
      [false, true],
    ],
  ])("A1: exactly one of %j is primary", (addresses, primary) => {
    expect(addressesOf({ addresses }).map((address) => address.primary)).toEqual(primary);
  });

  it("A1: two primary ones are refused", () => {
    const refused = refusal(() => addressesOf({ addresses: [{ primary: true }, { primary: true }] }));
    expect(refused?.pointers).toEqual(["/addresses"]);
  });

  it("A2: the purpose is home for a person, business for an organization, or as given", () => {
    expect(addressesOf({ addresses: [{}] })[0]?.purpose).toBe("home");
    const organization = { customerType: "organization", organizationName: "Fabrikam", addresses: [{}] };
    expect(addressesOf(organization)[0]?.purpose).toBe("business");
    expect(addressesOf({ addresses: [{ purpose: "poBox" }] })[0]?.purpose).toBe("poBox");
  });

  it("A3: name and phone are the customer's, unless the address has its own", () => {
    const [own, inherited] = addressesOf({
      phone: "(206) 555-0100",
      addresses: [{ name: "Bo", phone: "206 555 0199" }, {}],
    });
    expect(own).toMatchObject({ name: "Bo", phone: "+12065550199" });
    expect(inherited).toMatchObject({ name: "Ana", phone: "+12065550100" });
  });

  it("A4: the country is the channel's, unless the address has its own", () => {
    const [inherited, own] = addressesOf({ addresses: [{}, { country: "AT" }] }, channel({ country: "DE" }));
    expect([inherited?.country, own?.country]).toEqual(["DE", "AT"]);
  });

  it("A7: its phone is read in the country of the address", () => {
    const [address] = addressesOf({ addresses: [{ country: "AT", phone: "01 234567890" }] });
    expect(address?.phone).toBe("+431234567890");
  });
});

describe("contacts of a new customer", () => {
  it("A6: the bare e-mail is the primary one, else the first", () => {
    const both = made({ firstName: "Ana", email: "a@example.com", emails: [{ address: "b@example.com" }] });
    expect(both.emails.map(({ address, primary }) => [address, primary])).toEqual([
      ["a@example.com", true],
      ["b@example.com", false],
    ]);
    const listed = made({ firstName: "Ana", phones: [{ number: "206 555 0100" }, { number: "206 555 0101" }] });
    expect(listed.phones.map(({ primary }) => primary)).toEqual([true, false]);
  });

  it("A6: what is given twice is one contact, primary if it is so in any place, of the first consent", () => {
    const { emails, phones } = made({
      firstName: "Ana",
      email: "Ana@example.com",
      emails: [
        { address: "ana@Example.com", primary: false, marketingConsent: "optedIn" },
        { address: "ANA@example.com", primary: true, marketingConsent: "optedOut" },
      ],
      phones: [
        { number: "206 555 0101" },
        { number: "(206) 555-0100", marketingConsent: "optedOut" },
        { number: "+1 206 555 0100", primary: true, marketingConsent: "optedIn" },
      ],
    });
    expect(emails).toMatchObject([{ address: "Ana@example.com", primary: true, marketingConsent: "optedIn" }]);
    expect(phones).toMatchObject([
      { number: "+12065550101", primary: false },
      { number: "+12065550100", primary: true, marketingConsent: "optedOut" },
    ]);
    expect([emails.length, phones.length]).toEqual([1, 2]);
  });

  it("A6: consent says when and where it was given; not asked says neither", () => {
    const { emails } = made({
      firstName: "Ana",
      emails: [
        { address: "a@example.com", marketingConsent: "optedIn" },
        { address: "b@example.com", marketingConsent: "optedOut" },
        { address: "c@example.com" },
      ],
    });
    const given = { consentAt: now, consentChannelId: "houston" };
    expect(emails).toMatchObject([
      { marketingConsent: "optedIn", ...given },
      { marketingConsent: "optedOut", ...given },
      { marketingConsent: "notAsked", consentAt: null, consentChannelId: null },
    ]);
  });

  it.each([
    ["(206) 555-0100", "US", "+12065550100"],
    ["030 1234567", "DE", "+49301234567"],
    ["+44 (0)20 7946 0958", "US", "+442079460958"],
    ["555 0100", "US", "555 0100"],
    ["extension 12", "US", "extension 12"],
    ["713 555 0100 ext 5", "US", "713 555 0100 ext 5"],
    ["+1 713 555 0100 x5", "DE", "+1 713 555 0100 x5"],
    ["030 1234567", "ZZ", "030 1234567"],
  ])("A7: the phone %s given in %s is kept as %s", (phone, country, kept) => {
    expect(made({ firstName: "Ana", phone }, channel({ country })).phones[0]?.number).toBe(kept);
  });

  it.each(["josé@exämple.example", "ДМИТРИЙ@почта.рф", "用户@例子.公司", "o'brien+shop@example.ie"])(
    "A7: %s is an e-mail, and searched in any case",
    (email) => {
      const customer = made({ firstName: "Ana", email });
      expect(customer.emails[0]?.address).toBe(email);
      for (const typed of [email.toLowerCase(), email.toUpperCase()]) {
        const [[terms] = []] = searchTerms({ email: typed });
        expect(searchKeys(customer)).toContain(terms?.[0]?.key);
      }
    },
  );

  it.each([
    "josé @exämple.example",
    "josé@@exämple.example",
    "a@b@exämple.example",
    "josé@exämple",
    ".josé@exämple.example",
    "jo..sé@exämple.example",
    "<josé>@exämple.example",
    "josé@exämple..example",
  ])("A7: %s is no e-mail", (email) => {
    expect(() => made({ firstName: "Ana", email })).toThrow("Invalid email address");
  });

  it("A7: an e-mail is kept as given", () => {
    expect(made({ firstName: "Ana", email: "Ana.B@Example.com" }).emails[0]?.address).toBe("Ana.B@Example.com");
  });
});
