import type { AddressInfo, Server, Socket } from "node:net";
import { type Connection, create_container, type EventContext } from "rhea";
import type { MessageQueue } from "../broker/message-queue";
import { serveConnection } from "./client-connection";
import type { BrokerServices } from "./client-links";
import { type DeliveryPump, deliveryPump } from "./delivery-pump";

export interface AmqpServer {
  readonly port: number;
  close(): Promise<void>;
}

const linkOptions = {
  receiver_options: { autoaccept: false },
  sender_options: { treat_modified_as_released: false },
};

/** Listens for AMQP on this machine only, without TLS: what `UseDevelopmentEmulator=true` speaks. */
export async function listenForAmqp(port: number, services: Omit<BrokerServices, "pumpOf">): Promise<AmqpServer> {
  const pumps = new Map<MessageQueue, DeliveryPump>(
    services.broker.entities.map((queue) => [queue, deliveryPump(queue)]),
  );
  const pumpOf = (queue: MessageQueue) => pumps.get(queue) as DeliveryPump;
  const container = create_container({ id: "service-bus-emulator", ...linkOptions });
  container.sasl_server_mechanisms.enable_anonymous();
  container.on("connection_open", ({ connection }: EventContext) =>
    serveConnection(connection as Connection, { ...services, pumpOf }),
  );
  container.on("error", (error: unknown) => console.error("Service Bus emulator:", error));
  for (const expected of ["connection_error", "protocol_error", "disconnected"]) container.on(expected, () => {});

  const options = { port, host: "127.0.0.1", max_frame_size: 65536, channel_max: 4999, tcp_no_delay: true };
  const server = container.listen(options as never) as Server;
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // With an error, since rhea does not notice a socket that just goes.
        for (const socket of sockets) socket.destroy(new Error("The emulator stops."));
      }),
  };
}
