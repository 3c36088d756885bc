import { z } from "zod";
import type { FailureKind } from "../failure";

export const rowOutcome = z.enum(["created", "updated", "refused"]);
export type RowOutcome = z.infer<typeof rowOutcome>;

/** Why a row was refused; never the values that it had. */
export const rowProblem = z.object({
  kind: z.custom<FailureKind | "unexpected">((kind) => typeof kind === "string"),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});
export type RowProblem = z.infer<typeof rowProblem>;

/** What became of a row. Rows count from 1, without the header. */
export const rowResult = z.object({
  row: z.number(),
  outcome: rowOutcome,
  customerId: z.string().optional(),
  problem: rowProblem.optional(),
});
export type RowResult = z.infer<typeof rowResult>;

export interface RowResultPage {
  readonly results: readonly RowResult[];
  /** The last row of this page when there may be more. */
  readonly after: number | undefined;
}

/** The results of an import's rows, in their order; those with any of the outcomes, or all. Rejects with `headquarters-unavailable`. */
export type ListRowResults = (
  importId: string,
  page: { readonly outcomes: readonly RowOutcome[]; readonly after: number; readonly top: number },
) => Promise<RowResultPage>;
