import { z } from "zod";
import { administratorFunction, endpoint, json, pageOf } from "../../shared/http";
import type { Services } from "../services";
import { collectionName, configurationItem, itemView } from "./collection-view";

const listConfigurationEndpoint = endpoint({
  operationId: "listConfiguration",
  tag: "Configuration",
  summary: "All items of a collection of headquarters' configuration",
  method: "GET",
  route: "api/v1/headquarters/{collection}",
  access: "administrator",
  path: z.object({ collection: collectionName }),
  query: z.strictObject({}),
  answers: { 200: { description: "The items", schema: pageOf(configurationItem) } },
});

export const listConfiguration = ({ http, configuration }: Services) =>
  administratorFunction(listConfigurationEndpoint, http, async ({ path }) => {
    const items = (await configuration.list(path.collection)).map((stored) => itemView(path.collection, stored));
    return json(200, { items, continuationToken: null });
  });
