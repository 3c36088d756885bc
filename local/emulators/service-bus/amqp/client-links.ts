import type { Connection, Delivery, Receiver, Sender } from "rhea";
import type { Broker } from "../broker/broker";
import type { MessageQueue } from "../broker/message-queue";
import type { FaultGate } from "../faults";
import { entityNotFound, type ServiceBusError } from "../service-bus-error";
import type { DeliveryPump } from "./delivery-pump";
import { linkAddress, refusalToReceive, refusalToSend } from "./link-address";
import { cbsClient, managementClient } from "./management-client";
import { type OutcomeWriter, outcomeWriter } from "./outcome-writer";
import { type ReceivingClient, receivingClient } from "./receiving-client";
import { type ReplyLinks, replyLinks } from "./reply-links";
import { sendingClient, type TransferHandler } from "./sending-client";

export interface BrokerServices {
  readonly broker: Broker;
  readonly pumpOf: (queue: MessageQueue) => DeliveryPump;
  readonly gate: FaultGate;
}

/** The links of one connection, and what is at the other end of each. Attaching answers why it is refused, if it is. */
export class ClientLinks {
  readonly #connection: Connection;
  readonly #services: BrokerServices;
  readonly #answer: OutcomeWriter = outcomeWriter();
  readonly #replies: ReplyLinks = replyLinks();
  readonly #handlers = new WeakMap<Receiver, TransferHandler>();
  readonly #receivers = new Map<Sender, { readonly client: ReceivingClient; readonly pump: DeliveryPump }>();

  constructor(connection: Connection, services: BrokerServices) {
    this.#connection = connection;
    this.#services = services;
  }

  /** A client wants to send. */
  attachSending(link: Receiver): ServiceBusError | undefined {
    const handler = this.#handlerFor(link);
    if (typeof handler !== "function") return handler;
    this.#handlers.set(link, handler);
    return undefined;
  }

  /** A client wants to receive: from an entity, or answers to its requests. */
  attachReceiving(link: Sender): ServiceBusError | undefined {
    const source = link.source?.address;
    const address = linkAddress(source);
    if (address.node === "refused") return address.error;
    if (address.node !== "entity") {
      this.#replies.add(link, String(source));
      return undefined;
    }
    const { broker, gate, pumpOf } = this.#services;
    const queue = broker.find(address.entity);
    const refusal = queue ? refusalToReceive(link) : entityNotFound(address.entity);
    if (!queue || refusal) return refusal;
    const pump = pumpOf(queue);
    const client = receivingClient({ link, queue, gate, answer: this.#answer, onReady: pump.wake });
    this.#receivers.set(link, { client, pump });
    pump.add(client);
    return undefined;
  }

  received(link: Receiver, bytes: Buffer, delivery: Delivery): void {
    this.#handlers.get(link)?.(bytes, delivery);
  }

  creditChanged(link: Sender): void {
    this.#receivers.get(link)?.pump.wake();
  }

  decided(link: Sender, delivery: Delivery): void {
    this.#receivers.get(link)?.client.decided(delivery);
  }

  detach(link: Sender): void {
    const receiver = this.#receivers.get(link);
    this.#receivers.delete(link);
    receiver?.pump.remove(receiver.client);
  }

  detachAll(): void {
    for (const link of [...this.#receivers.keys()]) this.detach(link);
  }

  #handlerFor(link: Receiver): TransferHandler | ServiceBusError {
    const address = linkAddress(link.target?.address);
    if (address.node === "refused") return address.error;
    if (address.node === "cbs") return cbsClient(this.#replies, this.#answer);
    const { broker, gate } = this.#services;
    const queue = broker.find(address.entity);
    if (!queue) return entityNotFound(address.entity);
    if (address.node === "management") {
      return managementClient(this.#connection, queue, gate, this.#replies, this.#answer);
    }
    return refusalToSend(address.entity, link) ?? sendingClient(this.#connection, queue, gate, this.#answer);
  }
}
