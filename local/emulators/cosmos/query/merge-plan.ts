import { failures } from "../failure";
import type { Parameters } from "../sql/compile-query";
import { countOf } from "../sql/compile-select";
import type { Select } from "../sql/syntax";
import { compileCached } from "./compiled-queries";
import { orderedQuery, sortOrders } from "./order-plan";
import { needsMerging } from "./run-across-ranges";

/** What the SDK has to do with the results of several ranges; the names are those of the wire. */
export interface MergePlan {
  readonly distinctType: "None" | "Unordered";
  readonly top: number | null;
  readonly offset: number | null;
  readonly limit: number | null;
  readonly orderBy: readonly string[];
  readonly aggregates: readonly string[];
  readonly hasSelectValue: boolean;
  /** What each range is asked instead of the query; empty: the query itself. */
  readonly rewrittenQuery: string;
}

/** Nothing to merge. */
export const emptyPlan: MergePlan = {
  distinctType: "None",
  top: null,
  offset: null,
  limit: null,
  orderBy: [],
  aggregates: [],
  hasSelectValue: false,
  rewrittenQuery: "",
};

/** The plan for several ranges; throws 501 for what is not planned yet. */
export function mergePlan(text: string, parameters: Parameters): MergePlan {
  if (!needsMerging(text)) return emptyPlan;
  const { syntax, select, newRow } = compileCached(text);
  if (syntax.groupBy) throw unplanned();
  const isValue = syntax.projection.kind === "value";
  const row = newRow(parameters);
  const most = select.limit ? countOf(select.limit(row)) : null;
  const offset = select.offset ? countOf(select.offset(row)) : null;
  if (syntax.orderBy && !syntax.distinct) {
    const rewrittenQuery = orderedQuery(text, syntax, most === null ? null : most + (offset ?? 0));
    if (rewrittenQuery === undefined) throw unplanned();
    const cut = offset === null ? { top: most } : { offset, limit: most };
    return { ...emptyPlan, ...cut, orderBy: sortOrders(syntax), hasSelectValue: isValue, rewrittenQuery };
  }
  if (syntax.orderBy || offset !== null) throw unplanned();
  if (!select.isStream && !syntax.distinct) return aggregatePlan(text, syntax);
  const top = most;
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
    "this GROUP BY, DISTINCT, OFFSET, aggregate or projection, merged from several partition key ranges",
  );
}
