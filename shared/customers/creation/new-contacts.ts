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

type GivenContact =
  | NonNullable<CreateCustomerRequest["emails"]>[number]
  | NonNullable<CreateCustomerRequest["phones"]>[number];

/** The e-mails of a new customer; the bare `email` is the primary one (A6, A7). */
export function newEmails(request: CreateCustomerRequest, context: ContactContext, faults: InputFault[]): Email[] {
  const bare = request.email ? [{ address: request.email, primary: true }] : [];
  const given = [...bare, ...(request.emails ?? [])];
  onePrimary(given, "/emails", faults);
  return given.map((item, index) => ({ address: item.address, ...consent(item, index, given, context) }));
}

/** The phones of a new customer; the bare `phone` is the primary one (A6, A7). */
export function newPhones(request: CreateCustomerRequest, context: ContactContext, faults: InputFault[]): Phone[] {
  const bare = request.phone ? [{ number: request.phone, primary: true }] : [];
  const given = [...bare, ...(request.phones ?? [])];
  onePrimary(given, "/phones", faults);
  return given.map((item, index) => ({
    number: normalizePhone(item.number, context.country),
    ...consent(item, index, given, context),
  }));
}

function onePrimary(given: readonly { primary?: boolean | undefined }[], pointer: string, faults: InputFault[]): void {
  if (given.filter(({ primary }) => primary).length > 1) faults.push({ pointer, message: "Only one can be primary." });
}

/** Without a word on it, the first contact is the primary one. */
function consent(
  item: Partial<GivenContact>,
  index: number,
  all: readonly Partial<GivenContact>[],
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
