import { z } from "zod";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { insightsView, viewOf } from "./insights-view";

const validateInsightsEndpoint = endpoint({
  operationId: "validateCustomerInsights",
  tag: "Configuration",
  summary: "Validates the saved settings of Customer Insights for real: secret, token, measures, customers",
  method: "POST",
  route: "api/v1/headquarters/customer-insights/validate",
  access: "administrator",
  query: z.strictObject({}),
  answers: {
    200: { description: "Every step went well", schema: insightsView },
    422: { description: "The step named failed; enabled stays as it is" },
  },
});

export const validateInsights = (services: Services) =>
  administratorFunction(validateInsightsEndpoint, services.http, async ({ actor }) => {
    const saved = await services.validateInsights(actor);
    return json(200, await viewOf(saved, services), { etag: saved.etag });
  });
