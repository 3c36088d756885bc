import { z } from "zod";
import { customerWithHistory } from "../../shared/customers";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const exported = z.object({
  exportedAt: z.string(),
  headquarters: z.array(customerWithHistory),
  channelCopies: z.array(z.record(z.string(), z.unknown())),
  operations: z.array(z.record(z.string(), z.unknown())),
});

const exportCustomerEndpoint = endpoint({
  operationId: "exportCustomer",
  tag: "Customers",
  summary: "All that is held on a person, under every identity",
  method: "GET",
  route: "api/v1/headquarters/customers/{customerId}/export",
  access: "administrator",
  path: z.object({ customerId: z.string().min(1).max(60) }),
  query: z.strictObject({ legalEntityId: configurationId.optional() }),
  answers: { 200: { description: "The personal data", schema: exported } },
});

export const exportHeadquartersCustomer = ({ http, exportCustomer }: Services) =>
  administratorFunction(exportCustomerEndpoint, http, async ({ path, query }) =>
    json(200, await exportCustomer(path.customerId, query.legalEntityId), { "cache-control": "no-store" }),
  );
