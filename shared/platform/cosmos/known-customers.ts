import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import type { FindKnownCustomers } from "../../clienteling";
import { bulk } from "./bulk";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";

/** Customers by id, in bulk. */
export function cosmosFindKnownCustomers({ customers }: Pick<HeadquartersDatabase, "customers">): FindKnownCustomers {
  return (customerIds) =>
    reaching("headquarters-unavailable", async () => {
      const reads = customerIds.map(
        (id): OperationInput => ({ operationType: BulkOperationType.Read, partitionKey: id, id }),
      );
      const found = (await bulk(customers, reads)).filter(({ statusCode }) => statusCode < 300);
      const known = found.map(({ resourceBody }) => fromHeadquartersDocument(resourceBody));
      return new Map(known.map((one) => [one.customer.customerId, one]));
    });
}
