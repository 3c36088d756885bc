import { z } from "zod";
import { operationView } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const getOperationEndpoint = endpoint({
  operationId: "getAsyncOperation",
  tag: "Operations",
  summary: "One asynchronous operation",
  method: "GET",
  route: "api/v1/headquarters/async-operations/{operationId}",
  access: "administrator",
  path: z.object({ operationId: z.guid().toLowerCase() }),
  query: z.strictObject({}),
  answers: { 200: { description: "The operation", schema: operationView } },
});

export const getOperation = ({ http, getOperation: get }: Services) =>
  administratorFunction(getOperationEndpoint, http, async ({ path }) => {
    const { view, etag } = await get(path.operationId);
    return json(200, view, { etag });
  });
