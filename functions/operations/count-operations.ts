import { z } from "zod";
import { operationCounts } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const countOperationsEndpoint = endpoint({
  operationId: "countAsyncOperations",
  tag: "Operations",
  summary: "How many asynchronous operations wait or have failed, and since when the oldest waits",
  method: "GET",
  route: "api/v1/headquarters/async-operations/counts",
  access: "administrator",
  query: z.strictObject({}),
  answers: { 200: { description: "The counts of all channels", schema: operationCounts } },
});

export const countOperations = ({ http, countOperations: count }: Services) =>
  administratorFunction(countOperationsEndpoint, http, async () => json(200, await count()));
