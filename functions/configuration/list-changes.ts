import { z } from "zod";
import { collections, configurationChange, configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const listChangesEndpoint = endpoint({
  operationId: "listConfigurationChanges",
  tag: "Configuration",
  summary: "Who changed which fields of headquarters' configuration, newest first",
  method: "GET",
  route: "api/v1/headquarters/configuration-changes",
  access: "administrator",
  query: z.strictObject({
    ...pageQuery,
    collection: z.enum(Object.keys(collections) as [string, ...string[]]).optional(),
    id: configurationId.optional(),
  }),
  answers: { 200: { description: "Changes", schema: pageOf(configurationChange) } },
});

export const listChanges = ({ http, configuration }: Services) =>
  administratorFunction(listChangesEndpoint, http, async ({ query }) => {
    const page = { top: query.top, continuation: query.continuationToken };
    const { items, continuation } = await configuration.changes(query, page);
    return json(200, { items, continuationToken: continuation ?? null });
  });
