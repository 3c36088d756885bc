import { failures } from "../failure";
import type { Parameters } from "../sql/compile-query";
import { countOf } from "../sql/compile-select";
import type { Select } from "../sql/syntax";
import { compileCached } from "./compiled-queries";
import { needsMerging } from "./run-across-ranges";

/** What the SDK has to do with the results of several ranges; the names are those of the wire. */
export interface MergePlan {
  readonly distinctType: "None" | "Unordered";
  readonly top: number | null;
  readonly aggregates: readonly string[];
  readonly hasSelectValue: boolean;
  /** What each range is asked instead of the query; empty: the query itself. */
  readonly rewrittenQuery: string;
}

/** Nothing to merge. */
export const emptyPlan: MergePlan = {
  distinctType: "None",
  top: null,
  aggregates: [],
  hasSelectValue: false,
  rewrittenQuery: "",
};

/** The plan for several ranges; throws 501 for what is not planned yet. */
export function mergePlan(text: string, parameters: Parameters): MergePlan {
  if (!needsMerging(text)) return emptyPlan;
  const { syntax, select, newRow } = compileCached(text);
  if (syntax.orderBy || syntax.groupBy || syntax.offset) throw unplanned();
  const isValue = syntax.projection.kind === "value";
  if (!select.isStream && !syntax.distinct) return aggregatePlan(text, syntax);
  const top = select.limit ? countOf(select.limit(newRow(parameters))) : null;
  return { ...emptyPlan, distinctType: syntax.distinct ? "Unordered" : "None", top, hasSelectValue: isValue };
}

const names: Readonly<Record<string, string>> = { COUNT: "Count", SUM: "Sum", MIN: "Min", MAX: "Max", AVG: "Average" };

const valueOfOne = /^\s*SELECT\s+VALUE\s+(\w+)\s*\(([^()]*)\)\s+(FROM\b[\s\S]*)$/i;

/** `SELECT VALUE COUNT(1) FROM …`: each range answers with the item that the SDK's aggregator takes. */
function aggregatePlan(text: string, { top }: Select): MergePlan {
  const [, call = "", argument = "", rest = ""] = valueOfOne.exec(text) ?? [];
  const name = call.toUpperCase();
  const aggregate = names[name];
  if (!aggregate || top) throw unplanned();
  const rewrittenQuery = `SELECT VALUE [${itemOf(name, argument)}] ${rest}`;
  return { ...emptyPlan, aggregates: [aggregate], hasSelectValue: true, rewrittenQuery };
}

function itemOf(name: string, argument: string): string {
  const call = (aggregate: string) => `${aggregate}(${argument})`;
  if (name === "AVG") return `{"item": {"sum": ${call("SUM")}, "count": ${call("COUNT")}}}`;
  if (name === "COUNT" || name === "SUM") return `{"item": ${call(name)}}`;
  return `{"item": ${call(name)}, "item2": {"${name.toLowerCase()}": ${call(name)}, "count": ${call("COUNT")}}}`;
}

function unplanned() {
  return failures.unsupported(
    "ORDER BY, GROUP BY, OFFSET or mixed aggregates merged from several partition key ranges",
  );
}
