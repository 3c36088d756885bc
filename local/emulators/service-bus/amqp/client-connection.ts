import type { Connection, EventContext, Receiver, Sender } from "rhea";
import type { Broker } from "../broker/broker";
import type { MessageQueue } from "../broker/message-queue";
import type { FaultGate } from "../faults";
import { entityNotFound, type ServiceBusError } from "../service-bus-error";
import type { DeliveryPump } from "./delivery-pump";
import { linkAddress, refusalToReceive, refusalToSend } from "./link-address";
import { cbsClient, managementClient } from "./management-client";
import { outcomeWriter } from "./outcome-writer";
import { type ReceivingClient, receivingClient } from "./receiving-client";
import { replyLinks } from "./reply-links";
import { keepMessagesEncoded, limitMessageSize } from "./rhea-gaps";
import { maxMessageBytes, sendingClient, type TransferHandler } from "./sending-client";

export interface BrokerServices {
  readonly broker: Broker;
  readonly pumpOf: (queue: MessageQueue) => DeliveryPump;
  readonly gate: FaultGate;
}

/** One client's connection: what is at the other end of each of its links. */
export function serveConnection(connection: Connection, { broker, pumpOf, gate }: BrokerServices): void {
  const answer = outcomeWriter();
  const replies = replyLinks();
  const handlers = new WeakMap<Receiver, TransferHandler>();
  const receivers = new Map<Sender, { readonly client: ReceivingClient; readonly pump: DeliveryPump }>();

  const handlerFor = (link: Receiver): TransferHandler | ServiceBusError => {
    const address = linkAddress(link.target?.address);
    if (address.node === "refused") return address.error;
    if (address.node === "cbs") return cbsClient(replies, answer);
    const queue = broker.find(address.entity);
    if (!queue) return entityNotFound(address.entity);
    if (address.node === "management") return managementClient(connection, queue, gate, replies, answer);
    return refusalToSend(address.entity, link) ?? sendingClient(connection, queue, gate, answer);
  };

  /** Why the link is refused, if it is. */
  const attachReceiver = (link: Sender): ServiceBusError | undefined => {
    const source = link.source?.address;
    const address = linkAddress(source);
    if (address.node === "refused") return address.error;
    if (address.node !== "entity") {
      replies.add(link, String(source));
      return undefined;
    }
    const queue = broker.find(address.entity);
    if (!queue) return entityNotFound(address.entity);
    const refusal = refusalToReceive(link);
    if (refusal) return refusal;
    const pump = pumpOf(queue);
    const client = receivingClient({ link, queue, gate, answer, onReady: pump.wake });
    receivers.set(link, { client, pump });
    pump.add(client);
    return undefined;
  };

  const detachReceiver = (link: Sender) => {
    const receiver = receivers.get(link);
    receivers.delete(link);
    receiver?.pump.remove(receiver.client);
  };

  on(connection, "receiver_open", ({ receiver }) => {
    receiver.set_target({ address: receiver.target?.address ?? "" });
    limitMessageSize(receiver, maxMessageBytes);
    const handler = handlerFor(receiver);
    if (typeof handler === "function") handlers.set(receiver, handler);
    else close(receiver, handler);
  });
  on(connection, "sender_open", ({ sender }) => {
    sender.set_source(sender.source ?? {});
    sender.set_target({ address: sender.target?.address ?? "" });
    const refusal = attachReceiver(sender);
    if (refusal) close(sender, refusal);
  });
  on(connection, "message", ({ receiver, message, delivery }) =>
    handlers.get(receiver)?.(message as unknown as Buffer, delivery),
  );
  on(connection, "sender_flow", ({ sender }) => receivers.get(sender)?.pump.wake());
  for (const outcome of ["accepted", "rejected", "modified", "released"]) {
    on(connection, outcome, ({ sender, delivery }) => receivers.get(sender)?.client.decided(delivery));
  }
  on(connection, "sender_close", ({ sender }) => detachReceiver(sender));
  const detachAll = () => [...receivers.keys()].forEach(detachReceiver);
  on(connection, "connection_close", detachAll);
  on(connection, "disconnected", detachAll);
  on(connection, "session_open", ({ session }) => keepMessagesEncoded(session));
}

/** rhea's own type leaves everything optional; each event has what its name says. */
function on(connection: Connection, event: string, listener: (context: Required<EventContext>) => void): void {
  connection.on(event, listener as (context: EventContext) => void);
}

/** The SDK does not always pass the reason on, so what is missing here is said in the log too. */
function close(link: Receiver | Sender, { condition, description, status }: ServiceBusError): void {
  if (status === 501) console.error(`Service Bus emulator: ${description}`);
  link.close({ condition, description });
}
