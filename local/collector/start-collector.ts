import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { pointsIn, type ReceivedPoint, type ReceivedSpan, spansIn } from "./otlp";

/** As much as is kept; the oldest goes first. */
const mostSpans = 20_000;
const mostPoints = 50_000;

export interface Collector {
  readonly port: number;
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  /** What came, oldest first. */
  readonly spans: readonly ReceivedSpan[];
  readonly points: readonly ReceivedPoint[];
  stop(): Promise<void>;
}

/** What is shown at a path to somebody who looks; undefined when nothing is. */
export type Show = (path: string) => Promise<{ readonly type: string; readonly body: string } | undefined>;

/** Takes spans and metrics as an OpenTelemetry collector does (OTLP over HTTP, JSON), and keeps them in memory. */
export async function startCollector(port = 0, show: Show = async () => undefined): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const points: ReceivedPoint[] = [];
  const server = createServer((request, response) => {
    const answered = request.method === "GET" ? answer(request, response) : receive(request, response);
    answered.catch((error: unknown) => response.writeHead(400).end(String(error)));
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/v1/traces") keep(spans, spansIn(await json(request)), mostSpans);
    else if (request.url === "/v1/metrics") keep(points, pointsIn(await json(request)), mostPoints);
    else return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }

  async function answer({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
    const shown = await show(url ?? "/");
    if (shown === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": shown.type, "cache-control": "no-store" }).end(shown.body);
  }

  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    endpoint: `http://127.0.0.1:${bound}`,
    spans,
    points,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function keep<Item>(kept: Item[], more: readonly Item[], most: number): void {
  kept.push(...more);
  if (kept.length > most) kept.splice(0, kept.length - most);
}
