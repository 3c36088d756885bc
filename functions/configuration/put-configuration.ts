import { z } from "zod";
import { type CollectionItem, type CollectionName, collections, configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, parseBody } from "../../shared/http";
import type { Services } from "../services";
import { collectionName, configurationItem, itemView } from "./collection-view";

const putConfigurationEndpoint = endpoint({
  operationId: "putConfiguration",
  tag: "Configuration",
  summary: "Creates or replaces an item of headquarters' configuration; channels see it after its job has run",
  method: "PUT",
  route: "api/v1/headquarters/{collection}/{id}",
  access: "administrator",
  path: z.object({ collection: collectionName, id: configurationId }),
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: z.record(z.string(), z.unknown()).describe("The body of the collection's items"),
  answers: { 200: { description: "Saved", schema: configurationItem } },
});

export const putConfiguration = ({ http, putConfiguration: put }: Services) =>
  administratorFunction(putConfigurationEndpoint, http, async ({ path, headers, body }) => {
    const item = parseBody(collections[path.collection], body) as CollectionItem<CollectionName>;
    const stored = await put(path.collection, path.id, item, headers["if-match"]);
    return json(200, itemView(path.collection, stored), { etag: stored.etag });
  });
