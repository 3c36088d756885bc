import { failures } from "../failure";
import type { GatewayRequest } from "../http/gateway-request";
import { jsonReply, listReply, type Reply } from "../http/reply";
import { smallestCharge } from "../request-units";
import type { Catalog } from "../storage/catalog";
import { isMetadataQuery, queryResources } from "./query-resources";
import { resourceBody } from "./resource-body";

/** `dbs` */
export function databasesRoute(catalog: Catalog, request: GatewayRequest): Reply {
  if (request.method === "GET") return listReply("Databases", catalog.databases());
  if (isMetadataQuery(request)) return listReply("Databases", queryResources(request, catalog.databases()));
  if (request.method === "POST") return jsonReply(201, catalog.createDatabase(resourceBody(request)));
  throw failures.unsupported(`${request.method} of databases`);
}

/** `dbs/{id}` */
export function databaseRoute(catalog: Catalog, { method }: GatewayRequest, id: string): Reply {
  if (method === "GET") return jsonReply(200, catalog.database(id));
  if (method !== "DELETE") throw failures.unsupported(`${method} of a database`);
  catalog.deleteDatabase(id);
  return { status: 204, charge: smallestCharge };
}
