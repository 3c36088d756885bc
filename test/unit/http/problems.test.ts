import { describe, expect, it } from "vitest";
import { Failure, type FailureKind } from "../../../shared/failure";
import { problems } from "../../../shared/http";
import { problemResponse, unexpectedResponse } from "../../../shared/http/problems";

const kinds = Object.keys(problems) as FailureKind[];
const body = (response: { body?: unknown }) => JSON.parse(String(response.body)) as Record<string, unknown>;

describe("problems", () => {
  it.each(kinds)("%s says what RFC 9457 asks for", (kind) => {
    const response = problemResponse(new Failure(kind, "Words."), "invocation");
    expect(response.headers).toMatchObject({ "content-type": "application/problem+json" });
    const { status, title } = problems[kind];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body(response)).toEqual({
      type: `https://regulars.example/problems/${kind}`,
      title,
      status,
      detail: "Words.",
      instance: "invocation",
    });
    expect(response.status).toBe(status);
  });

  it("titles tell kinds apart", () => {
    expect(new Set(Object.values(problems).map(({ title }) => title)).size).toBe(kinds.length);
  });

  it("401 says how to authenticate, 405 what is allowed", () => {
    expect(problemResponse(new Failure("unauthenticated", ""), "").headers).toHaveProperty("www-authenticate");
    const refused = new Failure("method-not-allowed", "", { allow: "GET" });
    expect(problemResponse(refused, "").headers).toMatchObject({ allow: "GET" });
  });

  it("every 503 says when to try again, in whole seconds", () => {
    const unavailable = kinds.filter((kind) => problems[kind].status === 503);
    for (const kind of unavailable)
      expect(problemResponse(new Failure(kind, ""), "").headers).toMatchObject({ "retry-after": "5" });
    const soon = new Failure("headquarters-unavailable", "", { retryAfterMs: 1_200 });
    expect(problemResponse(soon, "").headers).toMatchObject({ "retry-after": "2" });
  });

  it("P3: a fault that nobody promised says nothing but its invocation", () => {
    expect(Object.keys(body(unexpectedResponse("invocation")))).toEqual(["type", "title", "status", "instance"]);
  });
});
