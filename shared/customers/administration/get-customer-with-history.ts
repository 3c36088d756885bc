import type { AuditEntry } from "../audit";
import type { FindForAdministrator, KnownCustomer, PendingCustomer } from "./find-for-administrator";
import { type CustomerWithHistory, headquartersViewOf, type KeptForClienteling } from "./headquarters-view";

/** What is kept beside a customer at headquarters. Rejects with `headquarters-unavailable`. */
export interface CustomerHistory {
  /** The audit trail (P2), newest first. */
  audit(customerId: string): Promise<readonly AuditEntry[]>;
  /** Its client books, activities, notes and follow-ups. */
  clienteling(customerId: string): Promise<KeptForClienteling>;
}

export interface GetCustomerWithHistoryPorts {
  readonly findForAdministrator: FindForAdministrator;
  readonly history: CustomerHistory;
}

/**
 * One customer with all its history, that of the customers merged into it as well; a merged one answers as the customer
 * that stands for it (C7). Rejects with `not-found`, `invalid-request`, `headquarters-unavailable`.
 */
export type GetCustomerWithHistory = (id: string, legalEntityId?: string) => Promise<CustomerWithHistory>;

export function getCustomerWithHistory(ports: GetCustomerWithHistoryPorts): GetCustomerWithHistory {
  const { findForAdministrator, history } = ports;

  return async (id, legalEntityId) => {
    let found: KnownCustomer | PendingCustomer = await findForAdministrator(id, legalEntityId);
    while (found.known.customer.mergedInto !== null)
      found = await findForAdministrator(found.known.customer.mergedInto);
    const { customer } = found.known;
    const ids = [customer.customerId, ...customer.mergedIdentities.map((identity) => identity.customerId)];
    const trails = await Promise.all(ids.map((one) => history.audit(one)));
    const { clientBooks, records } = await history.clienteling(customer.customerId);
    const audit = trails.flat().sort((a, b) => (a.at < b.at ? 1 : -1));
    return { ...headquartersViewOf(found.known), audit, clientBooks: [...clientBooks], records: [...records] };
  };
}
