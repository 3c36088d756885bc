import { z } from "zod";
import { insightsSettings } from "../../shared/customer-insights";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { insightsView, viewOf } from "./insights-view";

const putInsightsEndpoint = endpoint({
  operationId: "putCustomerInsights",
  tag: "Configuration",
  summary: "Saves the settings of Customer Insights; enabling validates them for real; channels see it after job 1110",
  method: "PUT",
  route: "api/v1/headquarters/customer-insights",
  access: "administrator",
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: insightsSettings,
  answers: {
    200: { description: "Saved", schema: insightsView },
    422: { description: "Saved with enabled set back to false: the step named failed" },
  },
});

export const putInsights = (services: Services) =>
  administratorFunction(putInsightsEndpoint, services.http, async ({ body, headers, actor }) => {
    const saved = await services.putInsights(actor, body, headers["if-match"]);
    return json(200, await viewOf(saved, services), { etag: saved.etag });
  });
