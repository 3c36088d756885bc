import { v5 as uuidV5 } from "uuid";
import { type CreateCustomerRequest, createCustomerRequest, type UpsertCustomer } from "../customers";
import { escapePointer, type InputFault, inputFaults, isFailure } from "../failure";
import type { ChannelConfiguration } from "../headquarters";
import { faultName, type Log, stackFrames } from "../log";
import { passes } from "../tasks";
import { type RowRequest, rowRequest } from "./columns/row-request";
import type { ImportPlan } from "./import-plan";
import type { ImportRow } from "./reading/rows";
import type { RowProblem, RowResult } from "./row-result";

export interface RowImport {
  readonly importId: string;
  readonly plan: ImportPlan;
  readonly channel: ChannelConfiguration;
  readonly actor: string;
}

/** A row that was read: what it asks for, or why it is refused. */
export type ReadRow = { readonly row: number; readonly end: number } & (
  | { readonly request: CreateCustomerRequest; readonly columnAt: RowRequest["columnAt"]; readonly problem?: undefined }
  | { readonly problem: RowProblem }
);

/** What a row asks for, checked; every fault names the column that it stands in. */
export function readRow(row: ImportRow, { plan, channel }: Pick<RowImport, "plan" | "channel">): ReadRow {
  const at = { row: row.row, end: row.end };
  if (row.fault !== undefined) return { ...at, problem: { kind: "invalid-request", detail: row.fault } };
  const { request, columnAt } = rowRequest(row.content, plan, channel.products.attributes);
  const parsed = createCustomerRequest.safeParse(request);
  if (parsed.success) return { ...at, request: parsed.data, columnAt };
  const errors = parsed.error.issues.flatMap((issue) => inputFaults(issue));
  return { ...at, problem: invalid("The row does not fit its schema.", errors, columnAt) };
}

/** Imports rows once, however often it is repeated. Rejects when a dependency is away: no row is to blame then. */
export type ImportRowOnce = (row: ReadRow, job: RowImport) => Promise<RowResult>;

export function importRow(upsertCustomer: UpsertCustomer, log: Log): ImportRowOnce {
  return async ({ row, ...read }, { importId, channel, actor }) => {
    if (read.problem !== undefined) return { row, outcome: "refused", problem: read.problem };
    try {
      const upsertId = uuidV5(`row ${row}`, importId);
      return { row, ...(await upsertCustomer({ channel, request: read.request, actor, upsertId })) };
    } catch (error) {
      if (passes(error)) throw error;
      return { row, outcome: "refused", problem: problemOf(error, row) };
    }

    function problemOf(error: unknown, number: number): RowProblem {
      if (isFailure(error)) {
        const { errors } = error.details;
        if (errors !== undefined && read.problem === undefined)
          return { ...invalid(error.message, errors, read.columnAt), kind: error.kind };
        return { kind: error.kind, detail: error.message };
      }
      log.error("import.row-failed", { importId, row: number, error: faultName(error), at: stackFrames(error) });
      return { kind: "unexpected", detail: "Something went wrong; the log names the import and the row." };
    }
  };
}

function invalid(detail: string, errors: readonly InputFault[], columnAt: RowRequest["columnAt"]): RowProblem {
  const named = errors.map(({ pointer, message }) => ({ pointer: columnPointer(pointer, columnAt), message }));
  return { kind: "invalid-request", detail, errors: named };
}

function columnPointer(pointer: string, columnAt: RowRequest["columnAt"]): string {
  const column = columnAt.get(pointer);
  return column === undefined ? pointer : `/${escapePointer(column)}`;
}
