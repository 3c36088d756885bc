import { z } from "zod";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";
import { collectionName, configurationItem, itemView } from "./collection-view";

const listConfigurationEndpoint = endpoint({
  operationId: "listConfiguration",
  tag: "Configuration",
  summary: "A collection of headquarters' configuration, by id",
  method: "GET",
  route: "api/v1/headquarters/{collection}",
  access: "administrator",
  path: z.object({ collection: collectionName }),
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "The items", schema: pageOf(configurationItem) } },
});

export const listConfiguration = ({ http, configuration }: Services) =>
  administratorFunction(listConfigurationEndpoint, http, async ({ path, query }) => {
    const { items, continuation } = await configuration.page(path.collection, {
      top: query.top,
      continuation: query.continuationToken,
    });
    const views = items.map((stored) => itemView(path.collection, stored));
    return json(200, { items: views, continuationToken: continuation ?? null });
  });
