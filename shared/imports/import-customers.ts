import { z } from "zod";
import { Failure } from "../failure";
import type { ChannelConfiguration, FindChannelConfiguration } from "../headquarters";
import { type RunKind, type TaskRecord, taskKind } from "../tasks";
import type { ImportFiles } from "./import-files";
import { importPlan } from "./import-plan";
import { type ImportRowOnce, type ReadRow, type RowImport, readRow } from "./import-row";
import { inOrderOfKeys } from "./in-order-of-keys";
import { importRows } from "./reading/rows";
import type { RowResult } from "./row-result";

/** How far an import has come: the next row begins at byte `at`. */
export const importCheckpoint = z.object({
  at: z.number(),
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  refused: z.number(),
  isRead: z.boolean(),
});
export type ImportCheckpoint = z.infer<typeof importCheckpoint>;

/** The kind of task that imports are. */
export const importKind = "customer-import";

export interface ImportCustomersPorts {
  readonly files: Pick<ImportFiles, "read" | "remove">;
  readonly findChannelConfiguration: FindChannelConfiguration;
  readonly importRow: ImportRowOnce;
}

/** Rows of a step: their results are kept together with how far the import has come. */
const stepRows = 100;

/** So many rows at once: more would only wait for headquarters, which others need too. */
const rowsAtOnce = 24;

/**
 * Imports a file, step by step. A crash repeats the rows of one step, and a row that is repeated does the same again:
 * no customer is made twice, and none is counted twice. The file goes when its last row is done.
 */
export function importCustomers({ files, findChannelConfiguration, importRow }: ImportCustomersPorts): RunKind {
  return taskKind(importPlan, importCheckpoint, async ({ taskId, input: plan, checkpoint, actor, step }) => {
    let reached = checkpoint ?? { at: plan.rowsAt, rows: 0, created: 0, updated: 0, refused: 0, isRead: false };
    const job: RowImport = { importId: taskId, plan, actor, channel: await channelOf(plan.channelId) };
    if (!reached.isRead) {
      const rows = importRows(plan, files.read(taskId, reached.at), { from: reached.at, row: reached.rows });
      for await (const some of chunks(rows, stepRows)) {
        const read = some.map((row) => readRow(row, job));
        const results = await inOrderOfKeys(read, keysOf, rowsAtOnce, (row) => importRow(row, job));
        reached = after(reached, read, results);
        await step(reached, recordOf(results));
      }
      reached = { ...reached, isRead: true };
      await step(reached);
    }
    await files.remove(taskId);
    return reached;
  });

  async function channelOf(channelId: string): Promise<ChannelConfiguration> {
    const channel = await findChannelConfiguration(channelId);
    if (channel === undefined) throw new Failure("reference-missing", `There is no channel ${channelId} any more.`);
    return channel;
  }
}

/** Rows that name the same customer are imported in their order. */
function keysOf(read: ReadRow): readonly string[] {
  if (read.problem !== undefined) return [];
  const { externalReference, email, emails = [] } = read.request;
  const addresses = [email, ...emails.map(({ address }) => address)].filter((address) => address != null);
  return [
    ...(externalReference ? [`reference ${externalReference.toLowerCase()}`] : []),
    ...addresses.map((address) => `email ${address.toLowerCase()}`),
  ];
}

function after(before: ImportCheckpoint, read: readonly ReadRow[], results: readonly RowResult[]): ImportCheckpoint {
  const count = (outcome: RowResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return {
    at: read.at(-1)?.end ?? before.at,
    rows: before.rows + results.length,
    created: before.created + count("created"),
    updated: before.updated + count("updated"),
    refused: before.refused + count("refused"),
    isRead: false,
  };
}

/** The results of a step, by their last row; which outcomes there are is indexed. */
function recordOf(results: readonly RowResult[]): TaskRecord {
  const lastRow = results.at(-1)?.row ?? 0;
  const outcomes = [...new Set(results.map(({ outcome }) => outcome))];
  return { recordId: `rows-${lastRow}`, content: { lastRow, outcomes, results: [...results] } };
}

async function* chunks<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
