import { Agent, request } from "node:http";

export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  readonly path: string;
  /** JSON, made before the clock runs. */
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** Parsed; checks read whatever shape they expect. */
  // biome-ignore lint/suspicious/noExplicitAny: a shape other than the expected one is a wrong answer
  readonly body: any;
}

export interface HttpClient {
  /** Rejects when there is no answer. */
  send(call: Call): Promise<Answer>;
  close(): void;
}

/** A cheap client, since it shares the machine with what it measures: node:http with connections that stay. */
export function httpClient(baseUrl: string, token: string, connections: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true });
  const { port } = new URL(baseUrl);
  const common = { agent, port, host: "127.0.0.1" };
  const headers = { authorization: `Bearer ${token}` };
  return {
    send: ({ method, path, body }) =>
      new Promise((resolve, reject) => {
        const bodyHeaders = body === undefined ? {} : jsonHeaders(body);
        const sent = request({ ...common, method, path, headers: { ...headers, ...bodyHeaders } }, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () => {
            try {
              resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
            } catch (error) {
              reject(error as Error);
            }
          });
        });
        sent.once("error", reject).end(body);
      }),
    close: () => agent.destroy(),
  };
}

const jsonHeaders = (body: string) => ({
  "content-type": "application/json",
  "content-length": Buffer.byteLength(body),
});
