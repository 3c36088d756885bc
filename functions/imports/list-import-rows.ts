import { z } from "zod";
import { Failure } from "../../shared/failure";
import {
  administratorFunction,
  endpoint,
  json,
  pageOf,
  pageQuery,
  problem,
  problemOf,
  unexpectedProblem,
} from "../../shared/http";
import { type RowResult, rowOutcome, rowResult } from "../../shared/imports";
import type { Services } from "../services";

const row = rowResult.omit({ problem: true }).extend({ problem: problem.optional() });

const listImportRowsEndpoint = endpoint({
  operationId: "listImportRows",
  tag: "Imports",
  summary: "What became of the rows of an import, in their order",
  method: "GET",
  route: "api/v1/headquarters/customer-imports/{importId}/rows",
  access: "administrator",
  path: z.object({ importId: z.guid() }),
  query: z.strictObject({
    ...pageQuery,
    outcome: z.union([rowOutcome, z.array(rowOutcome)]).optional(),
    /** The last row of the page before. */
    continuationToken: z
      .string()
      .regex(/^\d{1,9}$/, "This is no continuation token.")
      .transform(Number)
      .optional(),
  }),
  answers: { 200: { description: "Rows", schema: pageOf(row) } },
});

export const listImportRows = ({ http, getImport, listRowResults }: Services) =>
  administratorFunction(listImportRowsEndpoint, http, async ({ path: { importId }, query }) => {
    await getImport(importId);
    const { outcome = [], continuationToken: after = 0, top } = query;
    const page = await listRowResults(importId, { outcomes: [outcome].flat(), after, top });
    return json(200, {
      items: page.results.map((result) => shown(result, importId)),
      continuationToken: page.after?.toString() ?? null,
    });
  });

/** A problem that lies in a row names the import as its instance. */
function shown({ problem: kept, ...result }: RowResult, importId: string) {
  if (kept === undefined) return result;
  const { kind, detail, errors } = kept;
  const isPromised = kind !== "unexpected";
  const problem = isPromised
    ? problemOf(new Failure(kind, detail, errors && { errors }), importId)
    : unexpectedProblem(importId);
  return { ...result, problem };
}
