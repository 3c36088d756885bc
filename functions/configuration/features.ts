import { z } from "zod";
import { type FeatureState, featureIds } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf, pageOfWhole, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const featureId = z.enum(featureIds);
const feature = z.object({ id: featureId, enabled: z.boolean() });
const view = ({ id, enabled }: FeatureState) => ({ id, enabled });

const listFeaturesEndpoint = endpoint({
  operationId: "listFeatures",
  tag: "Configuration",
  summary: "Every feature, and whether it is enabled at headquarters",
  method: "GET",
  route: "api/v1/headquarters/features",
  access: "administrator",
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "The features", schema: pageOf(feature) } },
});

export const listFeatures = ({ http, readFeatures }: Services) =>
  administratorFunction(listFeaturesEndpoint, http, async ({ query }) => {
    const page = pageOfWhole(await readFeatures(), ({ id }) => String(featureIds.indexOf(id)), query);
    return json(200, { ...page, items: page.items.map(view) });
  });

const getFeatureEndpoint = endpoint({
  operationId: "getFeature",
  tag: "Configuration",
  summary: "Whether a feature is enabled at headquarters",
  method: "GET",
  route: "api/v1/headquarters/features/{id}",
  access: "administrator",
  path: z.object({ id: featureId }),
  query: z.strictObject({}),
  answers: { 200: { description: "The feature", schema: feature } },
});

export const getFeature = ({ http, readFeature }: Services) =>
  administratorFunction(getFeatureEndpoint, http, async ({ path }) => {
    const state = await readFeature(path.id);
    return json(200, view(state), { etag: state.etag });
  });

const setFeatureEndpoint = endpoint({
  operationId: "setFeature",
  tag: "Configuration",
  summary: "Switches a feature; channels see it after job 1110 has run",
  method: "PUT",
  route: "api/v1/headquarters/features/{id}",
  access: "administrator",
  path: z.object({ id: featureId }),
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: z.strictObject({ enabled: z.boolean() }),
  answers: { 200: { description: "Switched", schema: feature } },
});

export const setFeature = ({ http, setFeature: set }: Services) =>
  administratorFunction(setFeatureEndpoint, http, async ({ path, body, headers, actor }) => {
    const state = await set(actor, path.id, body.enabled, headers["if-match"]);
    return json(200, view(state), { etag: state.etag });
  });
