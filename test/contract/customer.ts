import { randomUUID } from "node:crypto";
import type { ChannelCustomer, Customer, HeadquartersCustomer, Operation } from "../../shared/customers";

const time = "2026-03-01T09:00:00.000Z";

export function customer(different: Partial<Customer> = {}): Customer {
  return {
    customerId: randomUUID(),
    legalEntityId: "usrt",
    accountNumber: null,
    externalReference: null,
    customerType: "person",
    title: null,
    firstName: "Ana",
    middleName: null,
    lastName: "Bowman",
    organizationName: null,
    name: "Ana Bowman",
    emails: [],
    phones: [],
    addresses: [],
    customerGroup: "30",
    receiptPreference: "email",
    receiptEmail: null,
    currency: "USD",
    language: "en-US",
    affiliations: [],
    financialDimensions: {},
    attributes: {},
    loyaltyCards: [],
    channelId: "houston",
    addressBookIds: ["houston-book"],
    createdAt: time,
    modifiedAt: time,
    erasedAt: null,
    mergedInto: null,
    ...different,
  };
}

export function known(accountNumber: string, different: Partial<Customer> = {}): HeadquartersCustomer {
  return {
    customer: { ...customer(different), accountNumber },
    revision: 1,
    requestHash: null,
    accountAssignedAt: time,
  };
}

export function copyOf(shown: Customer, channelDatabaseGroupId: string): ChannelCustomer {
  return {
    channelDatabaseGroupId,
    customer: shown,
    revision: shown.accountNumber === null ? 0 : 1,
    operationCount: 1,
    syncState: shown.accountNumber === null ? "pendingUpload" : "synchronized",
    syncTimeline: { created: time, uploaded: null, accountAssigned: null, distributed: null },
    asyncReason: "profile",
    requestHash: null,
  };
}

export function operationOf({ channelDatabaseGroupId, customer: payload }: ChannelCustomer, dueAt = time): Operation {
  return {
    operationId: randomUUID(),
    channelDatabaseGroupId,
    channelId: payload.channelId,
    customerId: payload.customerId,
    kind: "create",
    sequence: 1,
    state: "pending",
    attempts: 0,
    lastError: null,
    createdAt: time,
    dueAt,
    payload,
    requestHash: null,
  };
}
