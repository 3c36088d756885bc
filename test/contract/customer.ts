import { randomUUID } from "node:crypto";
import type { AuditEntry, ChannelCustomer, Customer, HeadquartersCustomer, Operation } from "../../shared/customers";

const time = "2026-03-01T09:00:00.000Z";

export function customer(different: Partial<Customer> = {}): Customer {
  return {
    customerId: randomUUID(),
    legalEntityId: "usrt",
    accountNumber: null,
    externalReference: null,
    formerReferences: [],
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
    removedAddresses: [],
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
    mergedIdentities: [],
    ...different,
  };
}

export function known(accountNumber: string, different: Partial<Customer> = {}): HeadquartersCustomer {
  return {
    customer: { ...customer(different), accountNumber },
    revision: 1,
    requestHash: null,
    accountAssignedAt: time,
    possibleDuplicates: [],
  };
}

export function copyOf(shown: Customer, channelDatabaseGroupId: string): ChannelCustomer {
  return {
    channelDatabaseGroupId,
    customer: shown,
    revision: shown.accountNumber === null ? 0 : 1,
    operationCount: 1,
    openOperationCount: 1,
    syncState: shown.accountNumber === null ? "pendingUpload" : "synchronized",
    syncTimeline: { created: time, uploaded: null, accountAssigned: null, distributed: null },
    asyncReason: "profile",
    requestHash: null,
    possibleDuplicates: [],
  };
}

/** The entry of the audit trail with which a test writes a customer. */
export function entryOf({ customer: { customerId } }: HeadquartersCustomer, entryId = "create"): AuditEntry {
  return { entryId, customerId, at: time, actor: "worker:000160", channelId: "houston", action: "created", fields: [] };
}

export function operationOf({ channelDatabaseGroupId, customer: payload }: ChannelCustomer, dueAt = time): Operation {
  return {
    operationId: randomUUID(),
    channelDatabaseGroupId,
    channelId: payload.channelId,
    legalEntityId: payload.legalEntityId,
    customerId: payload.customerId,
    kind: "create",
    sequence: 1,
    state: "pending",
    attempts: 0,
    lastError: null,
    createdAt: time,
    dueAt,
    actor: "worker:000160",
    payload,
    requestHash: null,
    possibleDuplicates: [],
  };
}
