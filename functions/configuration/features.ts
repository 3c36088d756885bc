import { z } from "zod";
import { featureIds } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf } from "../../shared/http";
import type { Services } from "../services";

const feature = z.object({ id: z.enum(featureIds), enabled: z.boolean() });

const listFeaturesEndpoint = endpoint({
  operationId: "listFeatures",
  tag: "Configuration",
  summary: "Every feature, and whether it is enabled at headquarters",
  method: "GET",
  route: "api/v1/headquarters/features",
  access: "administrator",
  query: z.strictObject({}),
  answers: { 200: { description: "The features", schema: pageOf(feature) } },
});

export const listFeatures = ({ http, readFeatures }: Services) =>
  administratorFunction(listFeaturesEndpoint, http, async () =>
    json(200, { items: await readFeatures(), continuationToken: null }),
  );

const setFeatureEndpoint = endpoint({
  operationId: "setFeature",
  tag: "Configuration",
  summary: "Switches a feature; channels see it after job 1110 has run",
  method: "PUT",
  route: "api/v1/headquarters/features/{id}",
  access: "administrator",
  path: z.object({ id: z.enum(featureIds) }),
  query: z.strictObject({}),
  body: z.strictObject({ enabled: z.boolean() }),
  answers: { 200: { description: "Switched", schema: feature } },
});

export const setFeature = ({ http, setFeature: set }: Services) =>
  administratorFunction(setFeatureEndpoint, http, async ({ path, body }) => {
    await set(path.id, body.enabled);
    return json(200, { id: path.id, enabled: body.enabled });
  });
