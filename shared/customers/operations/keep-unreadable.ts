import { v5 as uuidV5 } from "uuid";
import type { OperationLog } from "./operation-log";

/** The namespace of the ids of unreadable messages. */
const namespace = "b5f7b2c2-8a55-5ad1-9d0b-6a1b7c0f4a57";

interface Letter {
  readonly queueName: string;
  readonly messageId: string;
  readonly enqueuedAt: string;
}

/**
 * Keeps a message that nobody can read on the list of operations, as it is (S5). The same message is kept once, however
 * often it is delivered. Rejects with `channel-database-unavailable`.
 */
export type KeepUnreadable = (body: unknown, letter: Letter) => Promise<void>;

export function keepUnreadable({ operationLog }: { readonly operationLog: OperationLog }): KeepUnreadable {
  return (body, { queueName, messageId, enqueuedAt }) =>
    operationLog.keepUnreadable({
      operationId: uuidV5(`${queueName}\n${messageId}\n${enqueuedAt}`, namespace),
      kind: "unreadableMessage",
      state: "failed",
      attempts: 1,
      lastError: `A message of the queue ${queueName} cannot be read. Find out who sent it; then change it, or send it again as it is.`,
      createdAt: enqueuedAt,
      payload: { queueName, messageId, body: Buffer.isBuffer(body) ? body.toString("utf8") : body },
    });
}
