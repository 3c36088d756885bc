import { z } from "zod";
import { Failure } from "../../shared/failure";
import { collections, configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const ofLegalEntity = z.strictObject({ legalEntityId: configurationId });

const getParametersEndpoint = endpoint({
  operationId: "getParameters",
  tag: "Configuration",
  summary: "The Commerce parameters of a legal entity",
  method: "GET",
  route: "api/v1/headquarters/parameters",
  access: "administrator",
  query: ofLegalEntity,
  answers: { 200: { description: "The parameters", schema: collections.parameters } },
});

export const getParameters = ({ http, configuration }: Services) =>
  administratorFunction(getParametersEndpoint, http, async ({ query }) => {
    const stored = await configuration.find("parameters", query.legalEntityId);
    if (stored === undefined) throw new Failure("not-found", `${query.legalEntityId} has no parameters.`);
    return json(200, stored.item, { etag: stored.etag });
  });

const putParametersEndpoint = endpoint({
  operationId: "putParameters",
  tag: "Configuration",
  summary: "Saves the Commerce parameters of a legal entity",
  method: "PUT",
  route: "api/v1/headquarters/parameters",
  access: "administrator",
  query: ofLegalEntity,
  headers: { "if-match": z.string().optional() },
  body: collections.parameters,
  answers: { 200: { description: "Saved", schema: collections.parameters } },
});

export const putParameters = ({ http, putConfiguration }: Services) =>
  administratorFunction(putParametersEndpoint, http, async ({ query, body, headers, actor }) => {
    const at = { collection: "parameters", id: query.legalEntityId, ifMatch: headers["if-match"] } as const;
    const stored = await putConfiguration(actor, at, body);
    return json(200, stored.item, { etag: stored.etag });
  });
