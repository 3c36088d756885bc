import fc from "fast-check";

const text = (maximum: number) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: maximum })
    .map((value) => value.trim())
    .filter((value) => value.length > 0 && value.length <= maximum && /^[^\p{Cc}\p{Cs}]*$/u.test(value));

/** Of one customer alone: two with the same would be another story. */
const reference = fc.tuple(text(60), fc.uuid()).map(([beginning, end]) => `${beginning}${end}`);

const emailAddress = fc.stringMatching(/^[A-Za-z]{1,10}[0-9]{0,4}@[a-z]{1,10}\.(com|org|de)$/);
const phoneNumber = fc.oneof(
  fc.integer({ min: 100, max: 199 }).map((last) => `(206) 555-0${last}`),
  fc.stringMatching(/^[0-9]{1,15}$/),
  fc.stringMatching(/^ext [0-9]{1,5}$/),
);

const address = fc.record(
  {
    purpose: fc.constantFrom("home", "business", "office", "poBox", "delivery", "invoice", "other"),
    name: text(200),
    street: text(250),
    city: text(100),
    state: text(100),
    postalCode: text(20),
    country: fc.constantFrom("US", "DE", "JP"),
  },
  { requiredKeys: [] },
);

/** What both a create and a patch may give. */
const common = {
  title: text(100),
  middleName: text(100),
  email: emailAddress,
  phone: phoneNumber,
  customerGroup: fc.constantFrom("10", "30"),
  receiptPreference: fc.constantFrom("none", "print", "email", "both"),
  receiptEmail: emailAddress,
  currency: fc.constantFrom("USD", "EUR"),
  language: fc.constantFrom("en-US", "de", "zh-Hant"),
  attributes: fc.record(
    {
      birthday: fc.date({ min: new Date("1900-01-01"), max: new Date("2020-12-31"), noInvalidDate: true }).map(dayOf),
      "shoe-size": fc.double({ min: 15, max: 60, noNaN: true }),
      "newsletter-topic": fc.constantFrom("shoes", "bags", "jewellery"),
    },
    { requiredKeys: [] },
  ),
};

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

type Body = Readonly<Record<string, unknown>>;

export const newCustomers: fc.Arbitrary<Body> = fc.oneof(
  fc.record(
    {
      ...common,
      firstName: text(100),
      lastName: text(100),
      externalReference: reference,
      addresses: fc.array(address, { maxLength: 4 }),
    },
    { requiredKeys: ["lastName"] },
  ),
  fc.record(
    { ...common, customerType: fc.constant("organization"), organizationName: text(100) },
    { requiredKeys: ["customerType", "organizationName"] },
  ),
);

export const patches: fc.Arbitrary<Body> = fc.record(
  { ...common, firstName: text(100), lastName: text(100) },
  { requiredKeys: [] },
);

/** Members with one fault each, and where it is named; any of them may come together. */
export const faults: readonly (readonly [Body, string])[] = [
  [{ title: 5 }, "/title"],
  [{ middleName: "x".repeat(101) }, "/middleName"],
  [{ email: "no e-mail" }, "/email"],
  [{ phone: "none" }, "/phone"],
  [{ receiptPreference: "pigeon" }, "/receiptPreference"],
  [{ receiptEmail: "@" }, "/receiptEmail"],
  [{ currency: "dollars" }, "/currency"],
  [{ language: "?" }, "/language"],
  [{ nobodyKnowsThis: 1 }, "/nobodyKnowsThis"],
];

/** Faults that need the channel's configuration, or the whole body. */
export const ruleFaults: readonly (readonly [Body, string])[] = [
  [{ attributes: { "shoe-size": 99 } }, "/attributes/shoe-size"],
  [{ addresses: [{ primary: true }, { primary: true }] }, "/addresses"],
  [{ firstName: undefined, lastName: undefined, organizationName: undefined, customerType: "person" }, "/lastName"],
];

/** Where an answer shows what was given, as it is kept. */
export function shown(body: Body, answer: Body): Body {
  const contacts = { email: "emails", phone: "phones" } as const;
  return Object.fromEntries(
    Object.keys(body).map((name) => {
      if (name !== "email" && name !== "phone") return [name, answer[name]];
      const [first] = answer[contacts[name]] as readonly { address?: string; number?: string }[];
      return [name, first?.address ?? first?.number];
    }),
  );
}
