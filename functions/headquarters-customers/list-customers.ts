import { z } from "zod";
import { headquartersCustomerView, headquartersViewOf, optionalSearchTerms } from "../../shared/customers";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const text = z.string().trim().min(1).max(200);
const criterion = z.union([text, z.array(text).max(20)]).optional();

const listCustomersEndpoint = endpoint({
  operationId: "listHeadquartersCustomers",
  tag: "Customers",
  summary: "The customers of a legal entity at headquarters: all, or those that match every word of every criterion",
  method: "GET",
  route: "api/v1/headquarters/customers",
  access: "administrator",
  query: z.strictObject({
    legalEntityId: configurationId,
    q: criterion,
    name: criterion,
    email: criterion,
    phone: criterion,
    address: criterion,
    accountNumber: criterion,
    loyaltyCard: criterion,
    ...pageQuery,
  }),
  answers: { 200: { description: "Customers, merged and erased ones too", schema: pageOf(headquartersCustomerView) } },
});

/** Nobody at a till waits for it. */
const patienceMs = 10_000;

export const listHeadquartersCustomers = ({ http, listHeadquartersCustomers: list }: Services) =>
  administratorFunction(listCustomersEndpoint, http, async ({ query }) => {
    const { legalEntityId, top, continuationToken: continuation, ...criteria } = query;
    const search = { legalEntityId, criteria: optionalSearchTerms(criteria), phase: "all", top, continuation } as const;
    const page = await list(search, AbortSignal.timeout(patienceMs));
    const items = page.hits.map(({ found }) => headquartersViewOf(found));
    return json(200, { items, continuationToken: page.continuation ?? null });
  });
