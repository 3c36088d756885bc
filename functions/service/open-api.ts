import { z } from "zod";
import { version } from "../../package.json";
import { anonymousFunction, type Endpoint, endpoint, json, openApiDocument } from "../../shared/http";
import type { Services } from "../services";

const openApiEndpoint = endpoint({
  operationId: "getOpenApi",
  tag: "Service",
  summary: "This API as an OpenAPI document",
  method: "GET",
  route: "api/openapi.json",
  access: "anonymous",
  answers: { 200: { description: "OpenAPI 3.1", schema: z.record(z.string(), z.unknown()) } },
});

export function openApi({ http }: Services, endpoints: readonly Endpoint[]) {
  const document = openApiDocument([...endpoints, openApiEndpoint], version);
  return anonymousFunction(openApiEndpoint, http, async () => json(200, document));
}
