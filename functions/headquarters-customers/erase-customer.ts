import { z } from "zod";
import { headquartersCustomerView, headquartersViewOf } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const eraseCustomerEndpoint = endpoint({
  operationId: "eraseCustomer",
  tag: "Customers",
  summary: "Erases all that is held on a person; an erased identity stays",
  method: "POST",
  route: "api/v1/headquarters/customers/{customerId}/erase",
  access: "administrator",
  path: z.object({ customerId: z.guid().toLowerCase() }),
  query: z.strictObject({}),
  answers: { 200: { description: "What is left", schema: headquartersCustomerView } },
});

export const eraseHeadquartersCustomer = ({ http, erasePerson }: Services) =>
  administratorFunction(eraseCustomerEndpoint, http, async ({ path, actor }) =>
    json(200, headquartersViewOf(await erasePerson(path.customerId, actor))),
  );
