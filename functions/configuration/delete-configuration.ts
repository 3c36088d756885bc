import { z } from "zod";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint } from "../../shared/http";
import type { Services } from "../services";
import { collectionName } from "./collection-view";

const deleteConfigurationEndpoint = endpoint({
  operationId: "deleteConfiguration",
  tag: "Configuration",
  summary: "Deletes an item of headquarters' configuration that nothing points at",
  method: "DELETE",
  route: "api/v1/headquarters/{collection}/{id}",
  access: "administrator",
  path: z.object({ collection: collectionName, id: configurationId }),
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  answers: { 204: { description: "Deleted" } },
});

export const deleteConfiguration = ({ http, removeConfiguration }: Services) =>
  administratorFunction(deleteConfigurationEndpoint, http, async ({ path, headers, actor }) => {
    await removeConfiguration(actor, { ...path, ifMatch: headers["if-match"] });
    return { status: 204 };
  });
