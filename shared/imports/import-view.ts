import { z } from "zod";
import { Failure } from "../failure";
import type { TaskStore } from "../tasks";
import { importCheckpoint, importKind } from "./import-customers";
import { importPlan } from "./import-plan";

/** An import as the API shows it: how far it has come, while it runs and afterwards. */
export const importView = z.object({
  importId: z.string(),
  channelId: z.string(),
  preset: importPlan.shape.preset,
  /** Which column holds which field; null when each row is an object as the API takes it. */
  columns: importPlan.shape.columns,
  state: z.enum(["queued", "running", "succeeded", "failed"]),
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  refused: z.number(),
  error: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof importView>;

/** Rejects with `not-found`, `headquarters-unavailable`. */
export type GetImport = (importId: string) => Promise<ImportView>;

export function getImport(tasks: Pick<TaskStore, "find">): GetImport {
  return async (importId) => {
    const task = await tasks.find(importId);
    if (task?.kind !== importKind) throw new Failure("not-found", "There is no such import.");
    const { channelId, preset, columns } = importPlan.parse(task.input);
    const reached = task.checkpoint === null ? undefined : importCheckpoint.parse(task.checkpoint);
    const { rows = 0, created = 0, updated = 0, refused = 0 } = reached ?? {};
    const { state, error, createdAt, startedAt, endedAt } = task;
    const figures = { rows, created, updated, refused };
    return { importId, channelId, preset, columns, state, ...figures, error, createdAt, startedAt, endedAt };
  };
}
