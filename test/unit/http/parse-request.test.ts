import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Failure, isFailure } from "../../../shared/failure";
import {
  type BodyRules,
  ordinaryBodyLimit,
  parseBody,
  partParser,
  readBody,
  readQuery,
  requireKnownPath,
} from "../../../shared/http/parse-request";

const json = { "content-type": "application/json" };

const post = (body: string | Uint8Array, headers: Record<string, string> = json) =>
  readBody(
    new HttpRequest({
      method: "POST",
      url: "http://localhost/",
      headers,
      body: typeof body === "string" ? { string: body } : { bytes: body },
    }),
    ordinaryBodyLimit,
  );

describe("the body of a request", () => {
  it.each([["application/json"], ["application/json; charset=utf-8"], ["APPLICATION/JSON"]])(
    "is read as %s",
    async (type) => {
      expect(await post('{"a":1}', { "content-type": type })).toEqual({ a: 1 });
    },
  );

  it.each([
    ["malformed", "{"],
    ["empty", ""],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
    ["a member __proto__", '{"a":{"__proto__":1}}'],
    ["a member __proto__ in disguise", '{"\\u005f_proto__":1}'],
  ])("that is %s is not valid", async (_, body) => {
    await expect(post(body)).rejects.toMatchObject({ kind: "invalid-request" });
  });

  it.each([["text/plain"], [""], ["application/jsonx"]])("of the content type %j is not supported", async (type) => {
    await expect(post("{}", { "content-type": type })).rejects.toMatchObject({ kind: "unsupported-media-type" });
  });

  it("may have 256 KiB and no more, declared or not", async () => {
    const text = (length: number) => JSON.stringify("x".repeat(length - 2));
    expect(await post(text(ordinaryBodyLimit))).toHaveLength(ordinaryBodyLimit - 2);
    await expect(post(text(ordinaryBodyLimit + 1))).rejects.toMatchObject({ kind: "request-too-large" });
    const declared = { ...json, "content-length": String(ordinaryBodyLimit + 1) };
    await expect(post("{}", declared)).rejects.toMatchObject({ kind: "request-too-large" });
  });
});

describe("the query of a request", () => {
  it("keeps repeated parameters apart, whatever they are named", () => {
    const url = "http://localhost/?a=1&b=2&b=3,4&constructor=5&c=%zz";
    const query = readQuery(new HttpRequest({ method: "GET", url }));
    expect(Object.entries(query)).toEqual([
      ["a", "1"],
      ["b", ["2", "3,4"]],
      ["constructor", "5"],
      ["c", "%zz"],
    ]);
  });
});

describe("the query parameter __proto__", () => {
  it("is refused, since open schemas do not see it", () => {
    const request = new HttpRequest({ method: "GET", url: "http://localhost/?__proto__=5" });
    expect(() => readQuery(request)).toThrowError(/does not fit/);
  });
});

describe("the parts of a request", () => {
  it("are refused together, each fault at its place", () => {
    const { parse, finish } = partParser();
    parse(z.strictObject({ top: z.string() }), { bottom: "1" }, "query");
    parse(z.string().max(1), "ab", "header/idempotency-key");
    parse(z.object({ "a/b~c": z.strictObject({ d: z.number() }) }), { "a/b~c": { d: "1", e: 2 } }, "");
    try {
      finish();
      expect.unreachable();
    } catch (error) {
      if (!isFailure(error, "invalid-request")) throw error;
      expect(error.details.errors?.map(({ pointer }) => pointer)).toEqual([
        "query/top",
        "query/bottom",
        "header/idempotency-key",
        "/a~1b~0c/d",
        "/a~1b~0c/e",
      ]);
    }
  });

  it("404 comes before 400: a path that names nothing is not found, unless a PUT may make it", () => {
    const path = z.object({ collection: z.enum(["channels"]), id: z.string().regex(/^\w+$/) });
    const notFound = expect.objectContaining({ kind: "not-found" });
    expect(() => requireKnownPath(path, { collection: "nothing", id: "a" }, "PUT")).toThrow(notFound);
    expect(() => requireKnownPath(path, { collection: "channels", id: "a b" }, "GET")).toThrow(notFound);
    expect(() => requireKnownPath(path, { collection: "channels", id: "a b" }, "PUT")).not.toThrow();
  });
});

describe("the rules of a body", () => {
  const schema = z.strictObject({
    name: z.string().optional(),
    age: z.number().optional(),
    sizes: z.record(z.string(), z.number()).optional(),
  });
  const rules: BodyRules<z.output<typeof schema>> = ({ name, sizes }, faulty) => [
    ...(name === undefined && !faulty.has("name") ? [{ pointer: "/name", message: "It is missing." }] : []),
    ...((sizes?.["shoe"] ?? 0) > 60 ? [{ pointer: "/sizes/shoe", message: "It is too large." }] : []),
  ];
  const pointers = (body: unknown) => {
    try {
      parseBody(schema, body, rules);
      return [];
    } catch (error) {
      return (error as Failure).details.errors?.map(({ pointer }) => pointer);
    }
  };

  it("are named together with the faults of its schema", () => {
    expect(pointers({ age: "old" })).toEqual(["/age", "/name"]);
    expect(pointers({ more: 1, sizes: { "a/b": "x", shoe: 99 } })).toEqual([
      "/sizes/a~1b",
      "/more",
      "/name",
      "/sizes/shoe",
    ]);
  });

  it("say nothing of what is faulty itself, and are left to the use case when the schema finds nothing", () => {
    expect(pointers({ name: 5, age: "old" })).toEqual(["/name", "/age"]);
    expect(pointers({})).toEqual([]);
    expect(pointers("no object")).toEqual([""]);
  });
});
