import { v5 as uuidV5 } from "uuid";
import type { ListedOperation } from "../synchronization/operation";
import type { OperationLog } from "./operation-log";

/** The namespace of the ids of unreadable messages; never to be changed. */
const namespace = "b5f7b2c2-8a55-5ad1-9d0b-6a1b7c0f4a57";

/** What is listed of a message that nobody can read. */
export const unreadableKind = "unreadableMessage";

/** Where such messages are kept; no group can have this id. */
const noGroup = "$unreadable";

export interface UnreadableLetter {
  readonly queueName: string;
  readonly messageId: string;
  readonly enqueuedAt: string;
}

/**
 * Keeps a message that nobody can read on the list of operations, as it is (S5). It names no customer; the same message
 * is kept once, however often it is delivered. Rejects with `channel-database-unavailable`.
 */
export type KeepUnreadable = (body: unknown, letter: UnreadableLetter) => Promise<void>;

export function keepUnreadable({ operationLog }: { readonly operationLog: OperationLog }): KeepUnreadable {
  return (body, letter) => operationLog.keep(unreadableMessage(body, letter));
}

function unreadableMessage(body: unknown, { queueName, messageId, enqueuedAt }: UnreadableLetter): ListedOperation {
  const operationId = uuidV5(`${queueName}\n${messageId}\n${enqueuedAt}`, namespace);
  return {
    operationId,
    channelDatabaseGroupId: noGroup,
    channelId: noGroup,
    legalEntityId: noGroup,
    customerId: operationId,
    kind: unreadableKind,
    sequence: 1,
    state: "failed",
    attempts: 1,
    lastError: `A message of the queue ${queueName} cannot be read. Find out who sent it; then change it, or send it again as it is.`,
    createdAt: enqueuedAt,
    dueAt: enqueuedAt,
    actor: "system",
    payload: { queueName, messageId, body: Buffer.isBuffer(body) ? body.toString("utf8") : body },
  };
}
