import { isDeepStrictEqual } from "node:util";
import { Failure, type InputFault } from "../../failure";
import { attributeFault, type ChannelConfiguration } from "../../headquarters";
import { nameFaults } from "../creation/customer-name";
import type { ContactContext } from "../creation/new-contacts";
import type { Customer } from "../customer";
import { normalizePhone } from "../phone-numbers";
import type { CustomerChange, CustomerEdit } from "./customer-change";
import type { EditCustomerRequest } from "./edit-request";
import { editedContacts, withPrimary } from "./edited-contacts";

/**
 * What a merge patch changes of a customer, complete in itself; undefined when it changes nothing. Rejects with
 * `invalid-request`, naming every fault at once, with `reference-missing` for a customer group that the channel does
 * not know, and with `feature-disabled` (A6, D4).
 */
export function planEdit(
  request: EditCustomerRequest,
  customer: Customer,
  channel: ChannelConfiguration,
  creation: Pick<ContactContext, "now" | "newId">,
): CustomerChange | undefined {
  const faults: InputFault[] = [];
  const context = { ...creation, channelId: channel.channelId, country: channel.organization.country };
  const { email: _, phone: __, emails: ___, phones: ____, attributes, ...fields } = request;
  const edit: CustomerEdit = {
    ...fields,
    ...contactsOf(request, customer, context, faults),
    ...groupOf(request, channel),
    ...(attributes ? { attributes: attributePatch(attributes, channel.products, faults) } : {}),
  };
  const parts = { ...customer, ...fields };
  faults.push(...nameFaults(parts, parts.customerType ?? customer.customerType));
  if (faults.length > 0) throw new Failure("invalid-request", "The customer cannot be changed so.", { errors: faults });
  requireGroup(request, channel);
  const changed = changes(edit, customer);
  requireFeatures(changed, customer, channel);
  return Object.keys(changed).length === 0 ? undefined : { kind: "edit", payload: changed };
}

function contactsOf(request: EditCustomerRequest, customer: Customer, context: ContactContext, faults: InputFault[]) {
  const emails = customer.emails.map(({ address: value, ...consent }) => ({ ...consent, value }));
  const phones = customer.phones.map(({ number: value, ...consent }) => ({ ...consent, value }));
  const givenPhone = (number: string) => normalizePhone(number, context.country);
  for (const [bare, list] of [
    ["email", "emails"],
    ["phone", "phones"],
  ] as const) {
    if (request[bare] !== undefined && request[list] !== undefined)
      faults.push({ pointer: `/${bare}`, message: `Give ${bare} or ${list}, not both.` });
  }
  const toEmails =
    request.emails?.map(({ address: value, ...item }) => ({ ...item, value })) ??
    (request.email === undefined ? undefined : withPrimary(request.email, emails));
  const toPhones =
    request.phones?.map(({ number, ...item }) => ({ ...item, value: givenPhone(number) })) ??
    (request.phone === undefined ? undefined : withPrimary(request.phone && givenPhone(request.phone), phones));
  const edited = {
    emails: toEmails && editedContacts(toEmails, emails, "/emails", context, faults),
    phones: toPhones && editedContacts(toPhones, phones, "/phones", context, faults),
  };
  return {
    ...(edited.emails && { emails: edited.emails.map(({ value: address, ...consent }) => ({ address, ...consent })) }),
    ...(edited.phones && { phones: edited.phones.map(({ value: number, ...consent }) => ({ number, ...consent })) }),
  };
}

/** Financial dimensions come from the customer group (D3). */
function groupOf({ customerGroup }: EditCustomerRequest, { global }: ChannelConfiguration) {
  if (customerGroup === undefined) return {};
  return { financialDimensions: global.customerGroups[customerGroup]?.financialDimensions ?? {} };
}

function attributePatch(
  given: NonNullable<EditCustomerRequest["attributes"]>,
  { attributes, customerAttributes }: ChannelConfiguration["products"],
  faults: InputFault[],
) {
  for (const [name, value] of Object.entries(given)) {
    const definition = customerAttributes.includes(name) ? attributes[name] : undefined;
    const fault = attributePatchFault(definition, value);
    if (fault) faults.push({ pointer: `/attributes/${name}`, message: fault });
  }
  return given;
}

function attributePatchFault(
  definition: ChannelConfiguration["products"]["attributes"][string] | undefined,
  value: string | number | boolean | null,
): string | undefined {
  if (!definition) return value === null ? undefined : "There is no such customer attribute.";
  if (value !== null) return attributeFault(definition, value);
  return definition.mandatory ? "This attribute is mandatory." : undefined;
}

function requireGroup({ customerGroup }: EditCustomerRequest, { global }: ChannelConfiguration): void {
  if (customerGroup === undefined || Object.hasOwn(global.customerGroups, customerGroup)) return;
  const errors = [{ pointer: "/customerGroup", message: `There is no customer group ${customerGroup}.` }];
  throw new Failure("reference-missing", "The change names what is not there.", { errors });
}

/** The parts of an edit that differ from what the customer has. */
function changes({ attributes = {}, ...fields }: CustomerEdit, customer: Customer): CustomerEdit {
  const differing = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, customer[name as keyof Customer]),
  );
  const had = new Map(Object.entries(customer.attributes)); // an attribute may be called `constructor`
  const values = Object.entries(attributes).filter(([name, value]) => value !== (had.get(name) ?? null));
  return {
    ...(Object.fromEntries(differing) as CustomerEdit),
    ...(values.length > 0 && { attributes: Object.fromEntries(values) }),
  };
}

/** Several contacts need `multipleContacts`; on a pending customer they and a title need `enhancedAsyncCustomers`. */
function requireFeatures(edit: CustomerEdit, { accountNumber }: Customer, { global }: ChannelConfiguration): void {
  const { features } = global;
  const needs = (feature: string, what: string) =>
    new Failure("feature-disabled", `The feature ${feature} is needed for ${what}.`);
  const several = (edit.emails?.length ?? 0) > 1 || (edit.phones?.length ?? 0) > 1;
  if (several && !features.multipleContacts) throw needs("multipleContacts", "several e-mails or phones");
  if (accountNumber !== null || features.enhancedAsyncCustomers) return;
  if (several) throw needs("enhancedAsyncCustomers", "secondary contacts on an asynchronous customer");
  if (edit.title) throw needs("enhancedAsyncCustomers", "a title on an asynchronous customer");
}
