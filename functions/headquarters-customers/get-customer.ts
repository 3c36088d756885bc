import { z } from "zod";
import { customerWithHistory } from "../../shared/customers";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const getCustomerEndpoint = endpoint({
  operationId: "getHeadquartersCustomer",
  tag: "Customers",
  summary: "One customer with all its history, by GUID or account number; a merged one answers the survivor",
  method: "GET",
  route: "api/v1/headquarters/customers/{customerId}",
  access: "administrator",
  path: z.object({ customerId: z.string().min(1).max(60) }),
  query: z.strictObject({ legalEntityId: configurationId.optional() }),
  answers: { 200: { description: "The customer and its audit trail", schema: customerWithHistory } },
});

export const getHeadquartersCustomer = ({ http, getCustomerWithHistory }: Services) =>
  administratorFunction(getCustomerEndpoint, http, async ({ path, query }) => {
    const found = await getCustomerWithHistory(path.customerId, query.legalEntityId);
    return json(200, found, { etag: `"${found.revision}"` });
  });
