import { z } from "zod";
import { Failure } from "../../shared/failure";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { insightsView, viewOf } from "./insights-view";

const getInsightsEndpoint = endpoint({
  operationId: "getCustomerInsights",
  tag: "Configuration",
  summary: "The settings of Customer Insights, and how long their secret lasts",
  method: "GET",
  route: "api/v1/headquarters/customer-insights",
  access: "administrator",
  query: z.strictObject({}),
  answers: { 200: { description: "The settings", schema: insightsView } },
});

export const getInsights = (services: Services) =>
  administratorFunction(getInsightsEndpoint, services.http, async () => {
    const saved = await services.insightsStore.find();
    if (saved === undefined) throw new Failure("not-found", "Customer Insights was never configured.");
    return json(200, await viewOf(saved, services), { etag: saved.etag });
  });
