import type { Connection, EventContext, Receiver, Sender } from "rhea";
import type { ServiceBusError } from "../service-bus-error";
import { type BrokerServices, ClientLinks } from "./client-links";
import { keepMessagesEncoded, limitMessageSize } from "./rhea-gaps";
import { maxMessageBytes } from "./sending-client";

/** Follows what happens on one client's connection. rhea calls a link by our side of it: a client sends to a receiver. */
export function serveConnection(connection: Connection, services: BrokerServices): void {
  const links = new ClientLinks(connection, services);
  on(connection, "session_open", ({ session }) => keepMessagesEncoded(session));
  on(connection, "receiver_open", ({ receiver }) => {
    receiver.set_target({ address: receiver.target?.address ?? "" });
    limitMessageSize(receiver, maxMessageBytes);
    refuse(receiver, links.attachSending(receiver));
  });
  on(connection, "sender_open", ({ sender }) => {
    sender.set_source(sender.source ?? {});
    sender.set_target({ address: sender.target?.address ?? "" });
    refuse(sender, links.attachReceiving(sender));
  });
  on(connection, "message", ({ receiver, message, delivery }) =>
    links.received(receiver, message as unknown as Buffer, delivery),
  );
  on(connection, "sender_flow", ({ sender }) => links.creditChanged(sender));
  for (const outcome of ["accepted", "rejected", "modified", "released"]) {
    on(connection, outcome, ({ sender, delivery }) => links.decided(sender, delivery));
  }
  on(connection, "sender_close", ({ sender }) => links.detach(sender));
  on(connection, "connection_close", () => links.detachAll());
  on(connection, "disconnected", () => links.detachAll());
}

/** rhea's own type leaves everything optional; each event has what its name says. */
function on(connection: Connection, event: string, listener: (context: Required<EventContext>) => void): void {
  connection.on(event, listener as (context: EventContext) => void);
}

/** The SDK does not always pass the reason on, so what is missing here is said in the log too. */
function refuse(link: Receiver | Sender, error: ServiceBusError | undefined): void {
  if (!error) return;
  const { condition, description, status } = error;
  if (status === 501) console.error(`Service Bus emulator: ${description}`);
  link.close({ condition, description });
}
