import { failures } from "../failure";
import type { GatewayRequest } from "../http/gateway-request";
import { jsonReply, listReply, type Reply } from "../http/reply";
import { smallestCharge } from "../request-units";
import type { Catalog } from "../storage/catalog";
import type { ContainerDefinition } from "./definitions";
import { isMetadataQuery, queryResources } from "./query-resources";
import { resourceBody } from "./resource-body";

/** What the service writes into a definition that does not say otherwise. */
const standard = {
  indexingPolicy: {
    indexingMode: "consistent",
    automatic: true,
    includedPaths: [{ path: "/*" }],
    excludedPaths: [{ path: '/"_etag"/?' }],
  },
  conflictResolutionPolicy: { mode: "LastWriterWins", conflictResolutionPath: "/_ts", conflictResolutionProcedure: "" },
};

/** `dbs/{id}/colls` */
export function containersRoute(catalog: Catalog, request: GatewayRequest, database: string): Reply {
  if (request.method === "GET") return listReply("DocumentCollections", catalog.containers(database));
  if (isMetadataQuery(request)) {
    return listReply("DocumentCollections", queryResources(request, catalog.containers(database)));
  }
  if (request.method !== "POST") throw failures.unsupported(`${request.method} of containers`);
  const created = catalog.createContainer(database, containerBody(request));
  return jsonReply(201, created, { etag: created._etag });
}

/** `dbs/{id}/colls/{id}` */
export function containerRoute(catalog: Catalog, request: GatewayRequest, database: string, id: string): Reply {
  switch (request.method) {
    case "GET": {
      const { definition } = catalog.container(database, id);
      return jsonReply(200, definition, { etag: definition._etag });
    }
    case "PUT":
      return jsonReply(200, catalog.replaceContainer(database, id, containerBody(request)));
    case "DELETE":
      catalog.deleteContainer(database, id);
      return { status: 204, charge: smallestCharge };
    default:
      throw failures.unsupported(`${request.method} of a container`);
  }
}

function containerBody(request: GatewayRequest): ContainerDefinition {
  const body = resourceBody<ContainerDefinition>(request);
  const paths = body.partitionKey?.paths ?? [];
  const isHierarchical = body.partitionKey?.kind === "MultiHash";
  if (paths.length === 0 || paths.length > (isHierarchical ? 3 : 1)) {
    throw failures.badRequest("A partition key has one path, or up to three of kind MultiHash.");
  }
  const { defaultTtl } = body;
  if (typeof defaultTtl === "number" && defaultTtl !== -1 && !(Number.isInteger(defaultTtl) && defaultTtl > 0)) {
    throw failures.badRequest("The default time to live is neither -1 nor a positive number of seconds.");
  }
  return { ...standard, ...body };
}
