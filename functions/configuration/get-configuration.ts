import { z } from "zod";
import { Failure } from "../../shared/failure";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { collectionName, configurationItem, itemView } from "./collection-view";

const getConfigurationEndpoint = endpoint({
  operationId: "getConfiguration",
  tag: "Configuration",
  summary: "One item of headquarters' configuration",
  method: "GET",
  route: "api/v1/headquarters/{collection}/{id}",
  access: "administrator",
  path: z.object({ collection: collectionName, id: configurationId }),
  query: z.strictObject({}),
  answers: { 200: { description: "The item", schema: configurationItem } },
});

export const getConfiguration = ({ http, configuration }: Services) =>
  administratorFunction(getConfigurationEndpoint, http, async ({ path }) => {
    const stored = await configuration.find(path.collection, path.id);
    if (stored === undefined) throw new Failure("not-found", `There is no ${path.id} in ${path.collection}.`);
    return json(200, itemView(path.collection, stored), { etag: stored.etag });
  });
