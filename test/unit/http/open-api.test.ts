import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint, openApiDocument, problems } from "../../../shared/http";

const described = endpoint({
  operationId: "putThing",
  tag: "Service",
  summary: "Puts a thing",
  method: "PUT",
  route: "api/things/{thingId}",
  access: "administrator",
  path: z.object({ thingId: z.string() }),
  query: z.strictObject({ top: z.string().default("1") }).refine(() => true),
  headers: { "if-match": z.string().optional() },
  body: z.strictObject({ name: z.string() }),
  answers: { 200: { description: "Put", schema: z.object({ name: z.string() }) } },
});

describe("the OpenAPI document", () => {
  it("is made from the schemas that check requests", () => {
    const { paths } = openApiDocument([described], "1.2.3") as { paths: Record<string, Record<string, object>> };
    expect(paths["/api/things/{thingId}"]?.["put"]).toMatchObject({
      operationId: "putThing",
      security: [{ accessToken: [] }],
      parameters: [
        { name: "thingId", in: "path", required: true },
        { name: "top", in: "query" },
        { name: "if-match", in: "header" },
      ],
      requestBody: {
        content: { "application/json": { schema: { required: ["name"], additionalProperties: false } } },
      },
      responses: { 200: { description: "Put" }, default: {} },
    });
  });

  it("says that a patch may be sent as a merge patch", () => {
    const document = openApiDocument([described, { ...described, method: "PATCH" }], "1");
    const paths = document["paths"] as Record<string, Record<string, { requestBody: { content: object } }>>;
    const content = paths["/api/things/{thingId}"]?.["patch"]?.requestBody.content;
    expect(Object.keys(content ?? {})).toEqual(["application/json", "application/merge-patch+json"]);
  });

  it("keeps the methods of one path together, and lists every problem", () => {
    const document = openApiDocument([described, { ...described, method: "GET", operationId: "getThing" }], "1");
    expect(Object.keys((document["paths"] as Record<string, object>)["/api/things/{thingId}"] ?? {})).toEqual([
      "put",
      "get",
    ]);
    expect(Object.keys(document["x-problems"] as object)).toEqual(Object.keys(problems));
  });
});
