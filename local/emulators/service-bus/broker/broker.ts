import type Database from "libsql";
import type { QueueSettings } from "../queue-settings";
import { openBrokerFile } from "./database";
import { type GroupCommit, groupCommit } from "./group-commit";
import { MessageQueue } from "./message-queue";
import { messageStore } from "./message-store";

export const deadLetterSuffix = "/$deadletterqueue";

export interface QueueBacklog {
  readonly active: number;
  readonly locked: number;
  readonly scheduled: number;
  readonly deferred: number;
  readonly deadLettered: number;
}

/** All queues on one file. */
export interface Broker {
  /** By name, or name and `/$deadletterqueue`, in any case, as Service Bus names are. */
  find(entity: string): MessageQueue | undefined;
  readonly entities: readonly MessageQueue[];
  backlog(): Record<string, QueueBacklog>;
  close(): void;
}

export function openBroker(file: string, queues: Readonly<Record<string, QueueSettings>>): Broker {
  const opened = openBrokerFile(file);
  const { database } = opened;
  const commit = groupCommit(database);
  const newQueue = queueFactory(database, commit);
  const pairs = Object.entries(queues).map(([name, settings]) => {
    const deadLetters = newQueue(name + deadLetterSuffix, {
      lockMs: settings.lockMs,
      maxDeliveryCount: Number.POSITIVE_INFINITY,
    });
    return { name, queue: newQueue(name, settings, deadLetters), deadLetters };
  });
  const entities = pairs.flatMap(({ queue, deadLetters }) => [queue, deadLetters]);
  const byName = new Map(entities.map((queue) => [queue.name.toLowerCase(), queue]));
  return {
    entities,
    find: (entity) => byName.get(entity.toLowerCase()),
    backlog: () =>
      Object.fromEntries(
        pairs.map(({ name, queue, deadLetters }) => [name, { ...queue.backlog(), deadLettered: deadLetters.size }]),
      ),
    close() {
      commit.flush();
      for (const queue of entities) queue.close();
      commit.flush();
      opened.close();
    },
  };
}

function queueFactory(database: Database.Database, commit: GroupCommit) {
  let lastId = (database.prepare("SELECT max(id) AS id FROM messages").get() as { id: number | null }).id ?? 0;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  return (name: string, settings: QueueSettings, deadLetters?: MessageQueue) =>
    new MessageQueue({
      name,
      lockMs: settings.lockMs,
      maxDeliveryCount: settings.maxDeliveryCount,
      duplicateDetectionWindowMs: settings.duplicateDetectionWindowMs,
      deadLetters,
      store: messageStore(database, name.toLowerCase()),
      commit,
      nextId,
    });
}
