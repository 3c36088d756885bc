import { z } from "zod";
import { isSameCard, loyaltyCard, loyaltyCardRequest, planLoyaltyCard } from "../../shared/customers";
import { endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
import { condition, customerPath, etagOf } from "./changed-customer";

const issueLoyaltyCardEndpoint = endpoint({
  operationId: "issueLoyaltyCard",
  tag: "Customers",
  summary: "Issues a loyalty card, or reserves one until the customer has an account number",
  method: "POST",
  route: "api/v1/channels/{channelId}/customers/{customerId}/loyalty-cards",
  access: "channel",
  path: customerPath,
  headers: condition,
  query: z.strictObject({}),
  body: loyaltyCardRequest,
  answers: {
    201: { description: "Issued; the ETag is the customer's", schema: loyaltyCard },
    202: { description: "Reserved; it is issued when the customer has its account number", schema: loyaltyCard },
  },
});

export const issueLoyaltyCard = (services: Services) =>
  changeFunction(
    issueLoyaltyCardEndpoint,
    services,
    async ({ body }, change) => {
      const { cardNumber = services.newCardNumber(), reserve } = body;
      const changed = await change((customer) => planLoyaltyCard({ cardNumber, reserve }, customer));
      const card = changed.customer.customer.loyaltyCards.find((one) => isSameCard(one.cardNumber, cardNumber));
      return json(card?.state === "issued" ? 201 : 202, card, etagOf(changed));
    },
    { isConditional: false },
  );
