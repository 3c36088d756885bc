import { request } from "node:http";
import { expect } from "vitest";
import type { TestEnvironment } from "../environment/test-environment";

export interface Sent {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Buffer | undefined;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape they expect, and fail on any other
  readonly body: any;
}

/** Sends what `fetch` would put right before it went out: odd paths, methods and headers. */
export function send(
  { baseUrl }: Pick<TestEnvironment, "baseUrl">,
  method: string,
  path: string,
  { token, headers, body }: Sent = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  const sent = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: hostname, port, method, path, headers: sent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        const isJson = /json/.test(String(response.headers["content-type"])) && text !== "";
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: isJson ? JSON.parse(text) : text,
        });
      });
    });
    outgoing.on("error", reject).end(body);
  });
}

/** A refusal as `api.md` promises it; `kind` is the last part of its type. */
export function expectProblem(
  { status, headers, body }: RawAnswer,
  expected: number | readonly number[],
  kind?: string,
) {
  expect([expected].flat(), JSON.stringify(body)).toContain(status);
  expect(String(headers["content-type"])).toContain("application/problem+json");
  expect(headers["x-correlation-id"]).toMatch(/^[\w.:-]{1,128}$/);
  expect(body).toMatchObject({ type: expect.stringMatching(/^https:\/\/.+\/problems\/.+/), status });
  expect([typeof body.title, typeof body.instance]).toEqual(["string", "string"]);
  if (kind !== undefined) expect(body.type.split("/").at(-1)).toBe(kind);
}
