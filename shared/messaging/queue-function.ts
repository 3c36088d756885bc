import { randomUUID } from "node:crypto";
import type { ServiceBusQueueFunctionOptions } from "@azure/functions";
import type { z } from "zod";
import { type Log, withInvocation } from "../log";

/**
 * A queue function: parses the message, then calls `handle`. It returns only when the work is done or kept for later;
 * a message that cannot be read, and anything unforeseen, throws: the host gives it back, and after the queue's
 * delivery count it is dead-lettered.
 */
export function queueFunction<Message extends z.ZodType>(
  queueName: string,
  message: Message,
  log: Log,
  handle: (message: z.output<Message>) => Promise<unknown>,
): ServiceBusQueueFunctionOptions {
  return {
    connection: "SERVICE_BUS",
    queueName,
    handler: (body, context) =>
      withInvocation(context, randomUUID(), async () => {
        const parsed = message.safeParse(body);
        if (!parsed.success) {
          log.error("message.unreadable", { queueName, issues: parsed.error.issues.length });
          throw new Error(`A message of ${queueName} cannot be read.`);
        }
        await handle(parsed.data);
      }),
  };
}
