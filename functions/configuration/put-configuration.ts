import { z } from "zod";
import {
  type CollectionItem,
  type CollectionName,
  collections,
  configurationId,
  saveWarnings,
} from "../../shared/headquarters";
import { administratorFunction, endpoint, json, parseBody } from "../../shared/http";
import type { Services } from "../services";
import { collectionName, configurationItem, itemView, sentItem, withWarnings } from "./collection-view";

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
  answers: { 200: { description: "Saved; with warnings, where there are any", schema: configurationItem } },
});

export const putConfiguration = ({ http, putConfiguration: put }: Services) =>
  administratorFunction(putConfigurationEndpoint, http, async ({ path, headers, body, actor }) => {
    const item = parseBody(collections[path.collection], sentItem(body, path.id)) as CollectionItem<CollectionName>;
    const stored = await put(actor, { ...path, ifMatch: headers["if-match"] }, item);
    const view = { ...itemView(path.collection, stored), ...withWarnings(saveWarnings(path.collection, item)) };
    return json(200, view, { etag: stored.etag });
  });
