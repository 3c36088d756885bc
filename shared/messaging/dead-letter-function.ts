import { randomUUID } from "node:crypto";
import type { InvocationContext, ServiceBusQueueFunctionOptions } from "@azure/functions";
import type { z } from "zod";
import { type Log, withInvocation } from "../log";

/** A message on the dead-letter queue, and why it is there. */
export interface DeadLetter {
  readonly queueName: string;
  readonly messageId: string;
  /** As Service Bus says it; null when it was moved without one. */
  readonly reason: string | null;
  /** When it was sent, UTC ISO 8601. */
  readonly enqueuedAt: string;
}

export interface DeadLetterHandlers<Message> {
  /** Takes over what a message asked for. */
  readonly readable: (message: Message, letter: DeadLetter) => Promise<void>;
  /** Keeps what nobody can read. */
  readonly unreadable: (body: unknown, letter: DeadLetter) => Promise<void>;
}

/**
 * A function on the dead-letter queue of a queue (S5): what crashed, cannot be read or was moved there by hand is kept
 * elsewhere, for people to see, before it leaves this queue. A handler that rejects leaves it here.
 */
export function deadLetterFunction<Message extends z.ZodType>(
  queueName: string,
  message: Message,
  log: Log,
  { readable, unreadable }: DeadLetterHandlers<z.output<Message>>,
): ServiceBusQueueFunctionOptions {
  return {
    connection: "SERVICE_BUS",
    queueName: `${queueName}/$deadletterqueue`,
    handler: (body, context) =>
      withInvocation(context, randomUUID(), async () => {
        const letter = deadLetterOf(queueName, context);
        const parsed = message.safeParse(body);
        const { messageId, reason } = letter;
        log.error("message.dead-lettered", { queueName, messageId, reason, readable: parsed.success });
        await (parsed.success ? readable(parsed.data, letter) : unreadable(body, letter));
      }),
  };
}

function deadLetterOf(queueName: string, { triggerMetadata = {} }: InvocationContext): DeadLetter {
  const { messageId, enqueuedTimeUtc, applicationProperties } = triggerMetadata;
  const { deadLetterReason } = (applicationProperties ?? {}) as Readonly<Record<string, unknown>>;
  const sentAt = new Date(typeof enqueuedTimeUtc === "string" ? enqueuedTimeUtc : Number.NaN);
  return {
    queueName,
    messageId: String(messageId ?? randomUUID()),
    reason: typeof deadLetterReason === "string" ? deadLetterReason : null,
    enqueuedAt: (Number.isNaN(sentAt.getTime()) ? new Date() : sentAt).toISOString(),
  };
}
