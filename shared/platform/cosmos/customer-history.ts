import { auditEntry, type CustomerHistory } from "../../customers";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";

/** What shares a customer's partition at headquarters. */
export function cosmosCustomerHistory({
  customers,
}: Pick<HeadquartersDatabase, "customers">): Pick<CustomerHistory, "audit"> {
  return {
    audit: (customerId) =>
      reaching("headquarters-unavailable", async () => {
        const query = "SELECT * FROM c WHERE c.type = 'audit'";
        const { resources } = await customers.items.query(query, { partitionKey: customerId }).fetchAll();
        return resources.map((read) => auditEntry.parse(read)).sort((a, b) => (a.at < b.at ? 1 : -1));
      }),
  };
}
