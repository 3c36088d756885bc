import type { FindForAdministrator } from "../administration/find-for-administrator";
import type { GetCustomerWithHistory } from "../administration/get-customer-with-history";
import { type CustomerWithHistory, headquartersViewOf } from "../administration/headquarters-view";
import type { ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { OperationLog } from "../operations/operation-log";
import { type ListedOperation, operationState } from "../synchronization/operation";

export interface ExportCustomerPorts {
  readonly getCustomerWithHistory: GetCustomerWithHistory;
  readonly findForAdministrator: FindForAdministrator;
  readonly channelCustomers: Pick<ChannelCustomers, "find">;
  readonly operationLog: Pick<OperationLog, "ofCustomers">;
  channelDatabaseGroupIds(): Promise<readonly string[]>;
  now(): Date;
}

/** All that is held on a person, under every identity (P1). */
export interface PersonalData {
  readonly exportedAt: string;
  /** The customer that stands for the person first, with the history of all; then those that were merged into it. */
  readonly headquarters: readonly CustomerWithHistory[];
  readonly channelCopies: readonly ChannelCustomer[];
  readonly operations: readonly ListedOperation[];
}

/** Rejects with `not-found`, `headquarters-unavailable`, `channel-database-unavailable`. */
export type ExportCustomer = (customerId: string, legalEntityId?: string) => Promise<PersonalData>;

export function exportCustomer(ports: ExportCustomerPorts): ExportCustomer {
  const { getCustomerWithHistory, channelCustomers, operationLog, channelDatabaseGroupIds, now } = ports;

  return async (id, legalEntityId) => {
    const survivor = await getCustomerWithHistory(id, legalEntityId);
    const mergedIds = survivor.mergedIdentities.map(({ customerId }) => customerId);
    const merged = await Promise.all(mergedIds.map((customerId) => ports.findForAdministrator(customerId)));
    const customerIds = [survivor.customerId, ...mergedIds];
    const groupIds = await channelDatabaseGroupIds();
    const places = groupIds.flatMap((groupId) => customerIds.map((customerId) => [groupId, customerId] as const));
    const copies = await Promise.all(places.map((place) => channelCustomers.find(...place)));
    const operations = await operationLog.ofCustomers(customerIds, operationState.options);
    return {
      exportedAt: now().toISOString(),
      headquarters: [
        survivor,
        ...merged.map(({ known }) => ({ ...headquartersViewOf(known), audit: [], clientBooks: [], records: [] })),
      ],
      channelCopies: copies.filter((copy) => copy !== undefined),
      operations,
    };
  };
}
