import { z } from "zod";
import { customer, headquartersCustomerView, headquartersViewOf } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const guid = z.guid().toLowerCase();

const clientBookPlaces = z.array(z.object({ workerId: z.string(), clientBookId: z.string() }));

const merged = z.object({
  survivor: headquartersCustomerView,
  moves: z.object({
    identities: customer.shape.mergedIdentities,
    addressBookIds: z.array(z.string()),
    loyaltyCards: customer.shape.loyaltyCards,
    clientBooks: clientBookPlaces,
    clientBooksGivenUp: clientBookPlaces.describe("Of the secondary, since the survivor is in a client book"),
    activities: z.int(),
    notes: z.int(),
    followUps: z.int(),
  }),
});

const mergeCustomersEndpoint = endpoint({
  operationId: "mergeCustomers",
  tag: "Customers",
  summary: "Merges a customer into another, or shows what that would bring",
  method: "POST",
  route: "api/v1/headquarters/customers/{customerId}/merge",
  access: "administrator",
  path: z.object({ customerId: guid }),
  query: z.strictObject({}),
  body: z.strictObject({ into: guid, preview: z.boolean().default(false) }),
  answers: { 200: { description: "The survivor as it is or would be, and what moves to it", schema: merged } },
});

export const mergeHeadquartersCustomers = ({ http, mergeCustomers }: Services) =>
  administratorFunction(mergeCustomersEndpoint, http, async ({ path, body, actor }) => {
    const { into: primaryId, preview } = body;
    const { survivor, moves } = await mergeCustomers({ secondaryId: path.customerId, primaryId, preview, actor });
    return json(200, { survivor: headquartersViewOf(survivor), moves });
  });
