import { z } from "zod";
import { customerView, viewOf } from "../../shared/customers";
import { channelFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const text = z.string().trim().min(1).max(200);
/** Repeated, it means any of. */
const criterion = z.union([text, z.array(text).max(20)]).optional();
const isShort = (q: string | readonly string[]) => [q].flat().some((typed) => typed.length < 4);
const matchedOn = z.enum(["name", "email", "phone", "address", "accountNumber", "loyaltyCard"]);

const searchCustomersEndpoint = endpoint({
  operationId: "searchCustomers",
  tag: "Customers",
  summary: "Customers by name, e-mail, phone, address, account number or loyalty card",
  method: "GET",
  route: "api/v1/channels/{channelId}/customers",
  access: "channel",
  query: z
    .strictObject({
      q: criterion,
      name: criterion,
      email: criterion,
      phone: criterion,
      address: criterion,
      accountNumber: criterion,
      loyaltyCard: criterion,
      scope: z.enum(["local", "allStores"]).default("local"),
      ...pageQuery,
    })
    .refine(({ scope, q }) => scope === "local" || q === undefined || !isShort(q), {
      path: ["q"],
      error: "For all stores q has at least 4 characters.",
    }),
  answers: {
    200: {
      description: "Hits, the best first",
      schema: pageOf(customerView.extend({ matchedOn: z.array(matchedOn) })),
    },
  },
});

export const searchCustomers = ({ http, searchCustomers: search }: Services) =>
  channelFunction(searchCustomersEndpoint, http, async ({ channel, query }) => {
    const { scope, top, continuationToken, ...criteria } = query;
    const { hits, continuationToken: next } = await search(channel, { criteria, scope, top, continuationToken });
    const items = hits.map((hit) => ({ ...viewOf(hit.found), matchedOn: hit.matchedOn }));
    return json(200, { items, continuationToken: next });
  });
