import { z } from "zod";
import { operationView } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const synchronizeOperationEndpoint = endpoint({
  operationId: "synchronizeAsyncOperation",
  tag: "Operations",
  summary: "Synchronizes an operation again, a failed one or one that waits",
  method: "POST",
  route: "api/v1/headquarters/async-operations/{operationId}/synchronize",
  access: "administrator",
  path: z.object({ operationId: z.guid().toLowerCase() }),
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  answers: { 202: { description: "It waits for headquarters again, and is signalled", schema: operationView } },
});

export const synchronizeOperation = ({ http, synchronizeOperation: synchronize, getOperation }: Services) =>
  administratorFunction(synchronizeOperationEndpoint, http, async ({ path, headers, actor }) => {
    await synchronize({ operationId: path.operationId, actor, ifMatch: headers["if-match"] });
    const { view, etag } = await getOperation(path.operationId);
    return json(202, view, { etag, location: `/api/v1/headquarters/async-operations/${path.operationId}` });
  });
