import { z } from "zod";
import type { Endpoint } from "./endpoint";
import { bodyTypes } from "./parse-request";
import { problem, problems } from "./problems";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, made from the very schemas that check its requests. */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = `/${endpoint.route.replace(/\{(\w+):\w+\}/g, "{$1}")}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Regulars", version, description: "Customer management and clienteling for retailers." },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: { accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: jsonSchema(problem, "output") },
    },
    "x-problems": Object.fromEntries(
      Object.entries(problems).map(([kind, { status, title }]) => [kind, { status, title }]),
    ),
  };
}

function operation(endpoint: Endpoint): Json {
  const { operationId, tag, summary, access, answers } = endpoint;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(access === "anonymous" ? {} : { security: [{ accessToken: [] }] }),
    parameters: parameters(endpoint),
    ...requestBody(endpoint),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema }]) => [
          status,
          {
            description,
            ...(schema ? { content: { "application/json": { schema: jsonSchema(schema, "output") } } } : {}),
          },
        ]),
      ),
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function requestBody({ method, body, upload }: Endpoint): Json {
  if (upload !== undefined) {
    const file = { schema: { type: "string", format: "binary" } };
    return { requestBody: { required: true, content: Object.fromEntries(upload.map((type) => [type, file])) } };
  }
  if (body === undefined) return {};
  const sent = { schema: jsonSchema(body, "input") };
  return {
    requestBody: { required: true, content: Object.fromEntries(bodyTypes(method).map((type) => [type, sent])) },
  };
}

function parameters({ route, query, headers }: Endpoint): Json[] {
  const inPath = [...route.matchAll(/\{(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const shape = query instanceof z.ZodObject ? (query.shape as Record<string, z.ZodType>) : {};
  const inQuery = Object.entries(shape).map(([name, schema]) => ({
    name,
    in: "query",
    schema: jsonSchema(schema, "input"),
  }));
  const inHeader = Object.entries(headers ?? {}).map(([name, schema]) => ({
    name,
    in: "header",
    schema: jsonSchema(schema, "input"),
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

/** A schema as OpenAPI describes it. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return described;
}
