import type { InputFault } from "../../failure";
import { type ContactContext, eachOnce } from "../creation/new-contacts";
import type { Email } from "../customer";

type Consent = Omit<Email, "address">;
export type Contact = Consent & { readonly value: string };

export interface GivenContact {
  readonly value: string;
  readonly contactId?: string | undefined;
  readonly primary?: boolean | undefined;
  readonly marketingConsent?: Consent["marketingConsent"] | undefined;
}

/**
 * A customer's contacts of one kind after an edit (A6): those given, each once, instead of those that are there. A
 * contact that stays keeps its id and its consent, with when and where it was given; a new value is a new contact
 * point. No two have one id.
 */
export function editedContacts(
  all: readonly GivenContact[],
  current: readonly Contact[],
  pointer: string,
  context: ContactContext,
  faults: InputFault[],
): Contact[] {
  const given = eachOnce(
    all.map((item, index) => ({ ...item, index })),
    ({ value }) => value.toLowerCase(),
  );
  if (given.filter(({ primary }) => primary).length > 1) faults.push({ pointer, message: "Only one can be primary." });
  const named = given.flatMap(({ contactId }) => contactId ?? []);
  const taken = new Set(named);
  const contacts = given.map(({ index, ...item }) => {
    const held = current.find(({ contactId, value }) =>
      item.contactId ? contactId === item.contactId : same(value, item) && !taken.has(contactId),
    );
    if (held) taken.add(held.contactId);
    const fault = item.contactId && contactIdFault(item.contactId, held, named);
    if (fault) faults.push({ pointer: `${pointer}/${index}/contactId`, message: fault });
    const kept = held && same(held.value, item) ? held : undefined;
    return { ...consent(item, kept, context), contactId: held?.contactId ?? context.newId(), value: item.value };
  });
  const primary = primaryOf(given, contacts, current);
  return contacts.map((contact, place) => ({ ...contact, primary: place === primary }));
}

function contactIdFault(contactId: string, held: Contact | undefined, named: readonly string[]): string | undefined {
  if (held === undefined) return "The customer has no such contact.";
  return named.filter((one) => one === contactId).length > 1 ? "This contact is given twice." : undefined;
}

/** The primary contact replaced by another value, or taken away by null; the others stay. */
export function withPrimary(value: string | null, current: readonly Contact[]): GivenContact[] {
  const others = current
    .filter(({ primary }) => !primary)
    .map(({ contactId, value: other }) => ({ contactId, value: other }));
  return value === null
    ? others
    : [{ value, primary: true }, ...others.filter((other) => !same(other.value, { value }))];
}

const same = (value: string, other: { readonly value: string }) => value.toLowerCase() === other.value.toLowerCase();

function consent({ marketingConsent }: GivenContact, kept: Contact | undefined, context: ContactContext) {
  if (kept && (marketingConsent === undefined || marketingConsent === kept.marketingConsent)) {
    const { consentAt, consentChannelId } = kept;
    return { marketingConsent: kept.marketingConsent, consentAt, consentChannelId };
  }
  const asked = marketingConsent !== undefined && marketingConsent !== "notAsked";
  return {
    marketingConsent: marketingConsent ?? "notAsked",
    consentAt: asked ? context.now : null,
    consentChannelId: asked ? context.channelId : null,
  } as const;
}

/** The one that is said to be, else the one that was, else the first. */
function primaryOf(
  given: readonly GivenContact[],
  contacts: readonly { contactId: string }[],
  current: readonly Contact[],
) {
  const said = given.findIndex(({ primary }) => primary);
  const was = current.find(({ primary }) => primary)?.contactId;
  const before = contacts.findIndex(({ contactId }, index) => contactId === was && given[index]?.primary !== false);
  return said >= 0 ? said : Math.max(0, before);
}
