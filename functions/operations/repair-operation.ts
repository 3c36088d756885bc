import { z } from "zod";
import { operationRepair, operationView } from "../../shared/customers";
import { administratorFunction, endpoint, json, parseBody } from "../../shared/http";
import type { Services } from "../services";

const repairOperationEndpoint = endpoint({
  operationId: "repairAsyncOperation",
  tag: "Operations",
  summary: "Changes the payload of an operation by a JSON merge patch; synchronize it afterwards",
  method: "PATCH",
  route: "api/v1/headquarters/async-operations/{operationId}",
  access: "administrator",
  path: z.object({ operationId: z.guid().toLowerCase() }),
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: z.strictObject({ payload: z.record(z.string(), z.unknown()).describe("What a request of this kind may give") }),
  answers: { 200: { description: "Changed, and the channel's copy with it", schema: operationView } },
});

export const repairOperation = ({ http, repairOperation: repairIt, getOperation }: Services) =>
  administratorFunction(repairOperationEndpoint, http, async ({ path, headers, body, actor }) => {
    const { kind } = (await getOperation(path.operationId)).view;
    const repair = parseBody(operationRepair, { ...body, kind });
    await repairIt({ operationId: path.operationId, actor, ifMatch: headers["if-match"], repair });
    const { view, etag } = await getOperation(path.operationId);
    return json(200, view, { etag });
  });
