import type { InputFault } from "../../failure";
import type { Email, Phone } from "../customer";
import { normalizePhone } from "../phone-numbers";
import type { CreateCustomerRequest } from "./create-request";

export interface ContactContext {
  readonly channelId: string;
  readonly country: string;
  /** UTC ISO 8601. */
  readonly now: string;
  newId(): string;
}

type GivenEmail = NonNullable<CreateCustomerRequest["emails"]>[number];
type GivenPhone = NonNullable<CreateCustomerRequest["phones"]>[number];

/** The e-mails that a request gives, each once; the bare `email` is the primary one (A6). */
export function givenEmails({ email, emails = [] }: CreateCustomerRequest): readonly GivenEmail[] {
  const given: GivenEmail[] = email ? [{ address: email, primary: true }, ...emails] : emails;
  return eachOnce(given, ({ address }) => address.toLowerCase());
}

/** The phones that a request gives, as they are kept (A7), each once; the bare `phone` is the primary one (A6). */
export function givenPhones({ phone, phones = [] }: CreateCustomerRequest, country: string): readonly GivenPhone[] {
  const given: GivenPhone[] = phone ? [{ number: phone, primary: true }, ...phones] : phones;
  const kept = given.map((item) => ({ ...item, number: normalizePhone(item.number, country) }));
  return eachOnce(kept, ({ number }) => number);
}

/** What is given several times is one contact: what is said of it first counts, and it is primary if it is so anywhere. */
export function eachOnce<Given extends { readonly primary?: boolean | undefined }>(
  all: readonly Given[],
  keyOf: (one: Given) => string,
): Given[] {
  const byKey = new Map<string, Given>();
  for (const one of all) {
    const first = byKey.get(keyOf(one));
    byKey.set(keyOf(one), first ? { ...one, ...first, primary: first.primary || one.primary } : one);
  }
  return [...byKey.values()];
}

/** The e-mails of a new customer (A6, A7). */
export function newEmails(request: CreateCustomerRequest, context: ContactContext, faults: InputFault[]): Email[] {
  const given = givenEmails(request);
  onePrimary(given, "/emails", faults);
  return given.map((item, index) => ({ address: item.address, ...consent(item, index, given, context) }));
}

/** The phones of a new customer (A6, A7). */
export function newPhones(request: CreateCustomerRequest, context: ContactContext, faults: InputFault[]): Phone[] {
  const given = givenPhones(request, context.country);
  onePrimary(given, "/phones", faults);
  return given.map((item, index) => ({ number: item.number, ...consent(item, index, given, context) }));
}

function onePrimary(given: readonly { primary?: boolean | undefined }[], pointer: string, faults: InputFault[]): void {
  if (given.filter(({ primary }) => primary).length > 1) faults.push({ pointer, message: "Only one can be primary." });
}

/** Without a word on it, the first contact is the primary one. */
function consent(
  item: GivenEmail | GivenPhone,
  index: number,
  all: readonly (GivenEmail | GivenPhone)[],
  context: ContactContext,
) {
  const marketingConsent = item.marketingConsent ?? "notAsked";
  const asked = marketingConsent !== "notAsked";
  return {
    contactId: context.newId(),
    primary: all.some(({ primary }) => primary) ? item.primary === true : index === 0,
    marketingConsent,
    consentAt: asked ? context.now : null,
    consentChannelId: asked ? context.channelId : null,
  };
}
