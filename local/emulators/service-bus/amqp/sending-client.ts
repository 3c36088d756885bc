import { type Connection, type Delivery, message as rheaMessage } from "rhea";
import type { MessageQueue } from "../broker/message-queue";
import type { FaultGate } from "../faults";
import { type ArrivedMessage, arrivedMessage } from "../message/arrived-message";
import { messageSizeExceeded, type ServiceBusError, undecodable } from "../service-bus-error";
import type { OutcomeWriter } from "./outcome-writer";
import { accepted, batchFormat, rejected } from "./rhea-gaps";

export const maxMessageBytes = 262144;

/** What to do with a transfer, still encoded, that arrives on a link. */
export type TransferHandler = (bytes: Buffer, delivery: Delivery) => void;

/** A link on which a client sends to a queue: each transfer is accepted once all of it is on the disk. */
export function sendingClient(
  connection: Connection,
  queue: MessageQueue,
  gate: FaultGate,
  answer: OutcomeWriter,
): TransferHandler {
  return (bytes, delivery) => {
    const refuse = ({ condition, description }: ServiceBusError) => answer(delivery, rejected(condition, description));
    const messages = decodeTransfer(bytes, delivery.format);
    if (!Array.isArray(messages)) return refuse(messages);
    const proceed = () => queue.send(messages, () => answer(delivery, accepted));
    gate.pass("send", queue.name, { connection, proceed, refuse }, messages.length);
  };
}

function decodeTransfer(bytes: Buffer, format: number): ArrivedMessage[] | ServiceBusError {
  if (bytes.length > maxMessageBytes) return messageSizeExceeded;
  try {
    return (format === batchFormat ? batched(bytes) : [bytes]).map(arrivedMessage);
  } catch (error) {
    return undecodable(error);
  }
}

/** A batch is a message whose data sections are messages. */
function batched(bytes: Buffer): Buffer[] {
  const { content } = rheaMessage.decode(bytes)["body"] as { content: Buffer | Buffer[] };
  return Array.isArray(content) ? content : [content];
}
