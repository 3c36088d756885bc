import { type Connection, type Message, message as rheaMessage } from "rhea";
import type { MessageQueue } from "../broker/message-queue";
import type { FaultGate } from "../faults";
import { operations } from "../management/operations";
import { notImplemented } from "../service-bus-error";
import { cbsNode } from "./link-address";
import type { OutcomeWriter } from "./outcome-writer";
import type { ReplyLinks } from "./reply-links";
import { accepted } from "./rhea-gaps";
import type { TransferHandler } from "./sending-client";

/** Answers `put-token`: every token is good, since a connection that reaches this process is ours. */
export function cbsClient(replies: ReplyLinks, answer: OutcomeWriter): TransferHandler {
  return (bytes, delivery) => {
    answer(delivery, accepted);
    const request = decoded(bytes);
    const operation: unknown = request.application_properties?.["operation"];
    const reply = replies.answerTo(request, cbsNode);
    if (operation === "put-token") reply.ok({});
    else reply.refuse(notImplemented(`the $cbs operation ${String(operation)}`));
  };
}

/** Answers the requests on a queue's `$management`. */
export function managementClient(
  connection: Connection,
  queue: MessageQueue,
  gate: FaultGate,
  replies: ReplyLinks,
  answer: OutcomeWriter,
): TransferHandler {
  return (bytes, delivery) => {
    answer(delivery, accepted);
    const request = decoded(bytes);
    const name: unknown = request.application_properties?.["operation"];
    const reply = replies.answerTo(request, `${queue.name}/$management`);
    const operation = operations.get(name);
    if (!operation) return reply.refuse(notImplemented(`the management operation ${String(name)}`));
    const proceed = () => operation.run({ queue, body: request.body ?? {} }, reply);
    if (!operation.countsAs) return proceed();
    gate.pass(operation.countsAs, queue.name, { connection, proceed, refuse: reply.refuse });
  };
}

function decoded(bytes: Buffer): Message {
  return rheaMessage.decode(bytes) as unknown as Message;
}
