import type { GatewayRequest } from "../http/gateway-request";
import { jsonReply, type Reply } from "../http/reply";
import { wholeRange } from "../partition-key/effective-partition-key";
import { compileCached } from "../query/compiled-queries";
import { emptyPlan, mergePlan } from "../query/merge-plan";
import type { Container } from "../storage/container";
import { parametersOf, querySpec } from "./query";

/**
 * The SDK asks for a plan before every query. With one partition key range there is nothing to merge: an empty plan
 * over the whole range leaves sorting and aggregating to the gateway.
 */
export function queryPlanReply({ ranges }: Container, request: GatewayRequest): Reply {
  const { query, parameters = [] } = querySpec(request.body);
  // A wrong query is refused here already.
  compileCached(query);
  const merging = ranges.length === 1 ? emptyPlan : mergePlan(query, parametersOf(parameters));
  const plan = {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      groupByAliasToAggregateType: {},
      dCountInfo: null,
      hasNonStreamingOrderBy: false,
      ...merging,
    },
    queryRanges: [{ ...wholeRange, isMinInclusive: true, isMaxInclusive: false }],
  };
  return { ...jsonReply(200, plan), charge: 0 };
}
