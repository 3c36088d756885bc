import { Failure, type InputFault, isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Customer } from "../customer";
import { attributeValues } from "./attribute-values";
import type { CreateCustomerRequest } from "./create-request";
import { fullName, nameFaults } from "./customer-name";
import { inheritedFrom } from "./inherited";
import { newAddresses } from "./new-addresses";
import { newEmails, newPhones } from "./new-contacts";

export interface Creation {
  readonly customerId: string;
  /** UTC ISO 8601. */
  readonly now: string;
  newId(): string;
  /** Faults that were found already, to be named with the others. */
  readonly faults?: readonly InputFault[];
}

/**
 * The customer that a request makes in a channel: what it gives, completed by what the channel hands down (D1–D6).
 * Its account number is still open. Rejects with `invalid-request`, naming every fault at once, and with
 * `reference-missing` for a customer group or affiliation that the channel does not know.
 */
export function newCustomer(
  request: CreateCustomerRequest,
  channel: ChannelConfiguration,
  creation: Creation,
): Customer {
  const { organization } = channel;
  const inherited = inheritedFrom(channel, request.customerGroup ?? undefined);
  const customerType = request.customerType ?? inherited.customerType;
  const faults: InputFault[] = [...(creation.faults ?? []), ...nameFaults(request, customerType)];
  const name = fullName(request, customerType);
  const context = {
    channelId: channel.channelId,
    country: organization.country,
    now: creation.now,
    newId: creation.newId,
  };
  const emails = newEmails(request, context, faults);
  const phones = newPhones(request, context, faults);
  const phone = phones.find(({ primary }) => primary)?.number ?? null;
  const addresses = newAddresses(request.addresses ?? [], { customerType, name, phone, ...context }, faults);
  const attributes = attributeValues(request.attributes ?? {}, channel.products, faults);
  if (faults.length > 0) throw new Failure("invalid-request", "The customer cannot be created.", { errors: faults });
  requireReferences(request, channel);

  return {
    customerId: creation.customerId,
    legalEntityId: organization.legalEntityId,
    accountNumber: null,
    externalReference: request.externalReference ?? null,
    formerReferences: [],
    customerType,
    title: request.title ?? null,
    firstName: request.firstName ?? null,
    middleName: request.middleName ?? null,
    lastName: request.lastName ?? null,
    organizationName: request.organizationName ?? null,
    name,
    emails,
    phones,
    addresses,
    removedAddresses: [],
    customerGroup: inherited.customerGroup,
    receiptPreference: request.receiptPreference ?? inherited.receiptPreference,
    receiptEmail: request.receiptEmail ?? inherited.receiptEmail,
    currency: request.currency ?? inherited.currency,
    language: request.language ?? inherited.language,
    affiliations: request.affiliations ? [...new Set(request.affiliations)] : inherited.affiliations,
    financialDimensions: inherited.financialDimensions,
    attributes,
    loyaltyCards: [],
    channelId: channel.channelId,
    addressBookIds: organization.addressBookIds,
    createdAt: creation.now,
    modifiedAt: creation.now,
    erasedAt: null,
    mergedInto: null,
    mergedIdentities: [],
  };
}

const nameMembers = ["customerType", "firstName", "lastName", "organizationName"];

/** The faults of a request that its schema cannot see; of a name that is partly `faulty` nothing is known. */
export function creationFaults(
  request: CreateCustomerRequest,
  channel: ChannelConfiguration,
  faulty: ReadonlySet<string>,
): readonly InputFault[] {
  const isNameKnown = !nameMembers.some((member) => faulty.has(member));
  try {
    newCustomer(request, channel, { customerId: "", now: "", newId: () => "" });
    return [];
  } catch (error) {
    if (!isFailure(error)) throw error;
    const faults = isFailure(error, "invalid-request") ? (error.details.errors ?? []) : [];
    return faults.filter(({ pointer }) => isNameKnown || !/^\/(lastName|organizationName)$/.test(pointer));
  }
}

function requireReferences(request: CreateCustomerRequest, { global }: ChannelConfiguration): void {
  const group = request.customerGroup;
  const errors: InputFault[] = [
    ...(group && !Object.hasOwn(global.customerGroups, group)
      ? [{ pointer: "/customerGroup", message: `There is no customer group ${group}.` }]
      : []),
    ...(request.affiliations ?? []).flatMap((id, index) =>
      global.affiliationIds.includes(id)
        ? []
        : [{ pointer: `/affiliations/${index}`, message: `There is no affiliation ${id}.` }],
    ),
  ];
  if (errors.length > 0) throw new Failure("reference-missing", "The customer names what is not there.", { errors });
}
