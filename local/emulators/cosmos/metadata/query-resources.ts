import { type GatewayRequest, isTrue } from "../http/gateway-request";
import { parametersOf, querySpec } from "../operations/query";
import { compileCached } from "../query/compiled-queries";
import { putDocument } from "../sql/compile-query";
import type { Row } from "../sql/scope";

export function isMetadataQuery(request: GatewayRequest): boolean {
  return request.method === "POST" && isTrue(request, "x-ms-documentdb-isquery");
}

/** A query over databases or containers, which are few. */
export function queryResources(request: GatewayRequest, resources: readonly unknown[]): readonly unknown[] {
  const { query, parameters = [] } = querySpec(request.body);
  const { select, newRow } = compileCached(query);
  const row = newRow(parametersOf(parameters));
  const found: Row[] = [];
  for (const resource of resources) {
    putDocument(row, resource);
    select.visit(row, (match) => {
      found.push([...match]);
      return false;
    });
  }
  return select.finish(found, row);
}
