import type { Customer } from "../customer";
import { isOpen, type ListedOperation } from "../synchronization/operation";

/** What is left of a customer that was erased (P1): its identity, and nothing of the person. */
export function erasedCustomer(customer: Customer, at: string): Customer {
  return {
    ...customer,
    externalReference: null,
    formerReferences: [],
    title: null,
    firstName: null,
    middleName: null,
    lastName: null,
    organizationName: null,
    name: "",
    emails: [],
    phones: [],
    addresses: [],
    removedAddresses: [],
    receiptEmail: null,
    affiliations: [],
    attributes: {},
    loyaltyCards: [],
    modifiedAt: at,
    erasedAt: at,
  };
}

/** An operation of a customer that was erased: one that was not at an end never will be applied. */
export function erasedOperation<Erased extends ListedOperation>(operation: Erased): Erased {
  return { ...operation, payload: {}, state: isOpen(operation) ? "cancelled" : operation.state };
}

/** Whether an operation holds nothing of the person any more. */
export const isErased = (operation: ListedOperation) =>
  !isOpen(operation) && Object.keys(operation.payload).length === 0;
