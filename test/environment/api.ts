import type { TestEnvironment } from "./test-environment";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape they expect, and fail on any other
  readonly body: any;
}

export interface Api {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
}

/** How a request was refused: its status, and the kind of its problem. */
export const problem = ({ status, body }: Answer) => [status, String(body.type).split("/").at(-1)];

/** Calls the API as one caller; paths begin behind `/api/v1`. */
export function api({ baseUrl }: Pick<TestEnvironment, "baseUrl">, token: string): Api {
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    get: (path, headers) => call("GET", path, headers),
    post: (path, body, headers) => call("POST", path, headers, body),
    patch: (path, body, headers) => call("PATCH", path, headers, body),
    put: (path, body, headers) => call("PUT", path, headers, body),
    delete: (path, headers) => call("DELETE", path, headers),
  };
}
