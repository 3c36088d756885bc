import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import { type StoredTask, type Task, type TaskStore, task } from "../../tasks";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const away = "headquarters-unavailable";
const taskDocumentId = "task";

/** How long a task that has ended is kept, and what its steps left. */
const keptSeconds = 30 * 24 * 3600;

const taskDocument = task.extend({ _etag: z.string() });

const due =
  "SELECT VALUE c.taskId FROM c WHERE c.type = 'task' AND c.state IN ('queued', 'running') AND c.dueAt <= @now ORDER BY c.dueAt";

/** A task and the records of its steps share a partition, so that a step is written with its checkpoint. */
export function cosmosTaskStore({ tasks }: Pick<HeadquartersDatabase, "tasks">): TaskStore {
  return {
    insert: (kept) =>
      reaching(away, async () => {
        try {
          await tasks.items.create(toDocument(kept));
          return true;
        } catch (error) {
          if (hasStatus(error, 409)) return false;
          throw error;
        }
      }),

    find: (taskId) =>
      reaching(away, async () => {
        const { resource } = await tasks.item(taskDocumentId, taskId).read();
        return resource === undefined ? undefined : fromDocument(resource);
      }),

    replace: ({ etag, ...kept }, record) =>
      reaching(away, async () => {
        const { taskId } = kept;
        const operations = [
          {
            operationType: BulkOperationType.Replace,
            id: taskDocumentId,
            ifMatch: etag,
            resourceBody: toDocument(kept),
          },
          ...(record
            ? [upsert({ ...record.content, id: record.recordId, taskId, type: "record", ttl: keptSeconds })]
            : []),
        ] as OperationInput[];
        const newEtag = (await writeBatch(tasks, operations, taskId))?.[0]?.eTag;
        return newEtag === undefined ? undefined : { ...kept, etag: newEtag };
      }),

    findDue: (now, top) =>
      reaching(away, async () => {
        const parameters = [{ name: "@now", value: now.toISOString() }];
        const pages = tasks.items.query<string>({ query: due, parameters }, { maxItemCount: top });
        const found: string[] = [];
        // Cosmos may answer fewer than asked for, even none, and still have more.
        while (found.length < top && pages.hasMoreResults()) found.push(...(await pages.fetchNext()).resources);
        return found.slice(0, top);
      }),
  };
}

const toDocument = (kept: Task): JSONObject => ({
  ...kept,
  id: taskDocumentId,
  type: "task",
  ...(kept.endedAt === null ? {} : { ttl: keptSeconds }),
});

const upsert = (resourceBody: JSONObject) => ({ operationType: BulkOperationType.Upsert, resourceBody });

function fromDocument(read: unknown): StoredTask {
  const { _etag: etag, ...kept } = taskDocument.parse(read);
  return { ...kept, etag };
}
