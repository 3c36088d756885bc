import type { GatewayRequest } from "../http/gateway-request";
import { jsonReply, type Reply } from "../http/reply";
import { wholeRange } from "../partition-key/effective-partition-key";
import { compileCached } from "../query/compiled-queries";
import { querySpec } from "./query";

/**
 * The SDK asks for a plan before every query. With one partition key range there is nothing to merge: an empty plan
 * over the whole range leaves sorting and aggregating to the gateway.
 */
export function queryPlanReply(request: GatewayRequest): Reply {
  // A wrong query is refused here already.
  compileCached(querySpec(request.body).query);
  const plan = {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: "None",
      top: null,
      offset: null,
      limit: null,
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: "",
      hasSelectValue: false,
      dCountInfo: null,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ ...wholeRange, isMinInclusive: true, isMaxInclusive: false }],
  };
  return { ...jsonReply(200, plan), charge: 0 };
}
