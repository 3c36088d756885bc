import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FaultList, type RequestCounter, serveControl } from "../control";
import type { Broker } from "./broker/broker";
import type { ServiceBusMatch } from "./faults";

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Faults and counts, and `GET /_emulator/queues`: how many messages each queue has, by state. */
export async function listenForAdmin(
  port: number,
  broker: Broker,
  faults: FaultList<ServiceBusMatch>,
  counter: RequestCounter,
): Promise<AdminServer> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (await serveControl(request, response, faults, counter)) return;
    const isBacklog = request.method === "GET" && request.url?.split("?")[0] === "/_emulator/queues";
    response.writeHead(isBacklog ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(isBacklog ? broker.backlog() : { error: "There is nothing at this address." }));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error("Service Bus emulator, admin:", error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
