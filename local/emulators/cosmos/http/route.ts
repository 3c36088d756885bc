import { failures } from "../failure";
import { accountReply } from "../metadata/account";
import { containerRoute, containersRoute } from "../metadata/containers";
import { databaseRoute, databasesRoute } from "../metadata/databases";
import { partitionKeyRangesReply } from "../metadata/partition-key-ranges";
import { documentRoute, documentsRoute } from "./document-routes";
import type { Gateway, Route } from "./gateway";
import type { GatewayRequest } from "./gateway-request";
import type { Reply } from "./reply";

/** What the request asks for. Never throws: what is wrong with it shows when it runs. */
export function routeOf(gateway: Gateway, request: GatewayRequest): Route {
  const { segments } = request;
  const [root, database, containers, container, resource, id] = segments;
  const isInContainer = root === "dbs" && database && containers === "colls" && container;
  if (isInContainer && resource === "docs" && segments.length <= 6) {
    const address = { database, container };
    return id === undefined ? documentsRoute(gateway, request, address) : documentRoute(gateway, request, address, id);
  }
  return { name: "metadata", run: () => metadata(gateway, request) };
}

function metadata({ catalog, commit }: Gateway, request: GatewayRequest): Reply {
  const { method, segments } = request;
  const [root, database = "", kind, container = "", resource] = segments;
  if (segments.length === 0 && method === "GET") return accountReply(request);
  if (root === "dbs" && (kind === undefined || kind === "colls")) {
    // Nothing that waits to be written may meet a container that has changed under it.
    commit.flush();
    if (segments.length === 1) return databasesRoute(catalog, request);
    if (segments.length === 2) return databaseRoute(catalog, request, database);
    if (segments.length === 3) return containersRoute(catalog, request, database);
    if (segments.length === 4) return containerRoute(catalog, request, database, container);
    if (segments.length === 5 && resource === "pkranges" && method === "GET") {
      return partitionKeyRangesReply(catalog.container(database, container), request);
    }
  }
  throw failures.unsupported(`${method} /${request.path}`);
}
