import { failures } from "../failure";
import { runAtomicBatch, runBulk } from "../operations/batch";
import { changeFeedReply } from "../operations/change-feed";
import { createDocument } from "../operations/create-document";
import { deleteDocument } from "../operations/delete-document";
import type { DocumentOperation, RunDocumentOperation } from "../operations/document-operation";
import { namedRange } from "../operations/partition-key-range";
import { patchDocument } from "../operations/patch-document";
import { queryReply } from "../operations/query";
import { queryPlanReply } from "../operations/query-plan";
import { readDocument } from "../operations/read-document";
import { replaceDocument } from "../operations/replace-document";
import { upsertDocument } from "../operations/upsert-document";
import { parsePartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import { batchReply, documentReply } from "./document-replies";
import type { Gateway, Route } from "./gateway";
import { type GatewayRequest, header, isTrue } from "./gateway-request";

interface ContainerAddress {
  readonly database: string;
  readonly container: string;
}

/** `…/docs`: what a POST or a GET of the list means, its headers say. */
export function documentsRoute(gateway: Gateway, request: GatewayRequest, address: ContainerAddress): Route {
  const { store, commit } = gateway;
  const route = routeIn(gateway, address);
  if (request.method === "GET") {
    if (header(request, "a-im")) return route("change-feed", (container) => changeFeedReply(store, container, request));
    return route("read-feed", (container) => queryReply(store, container, request, { query: "SELECT * FROM c" }));
  }
  if (request.method !== "POST") return route("unsupported", () => unsupported(request));
  if (isTrue(request, "x-ms-cosmos-is-query-plan-request"))
    return route("query-plan", (container) => queryPlanReply(container, request));
  if (isTrue(request, "x-ms-documentdb-isquery")) {
    return route("query", (container) => queryReply(store, container, request, request.body));
  }
  if (isTrue(request, "x-ms-cosmos-is-batch-request")) {
    if (isTrue(request, "x-ms-cosmos-batch-atomic")) {
      return route("batch", async (container) =>
        batchReply(container, request, await runAtomicBatch(commit, container, request.body, keyHeader(request))),
      );
    }
    const continues = isTrue(request, "x-ms-cosmos-batch-continue-on-error");
    return route("bulk", async (container) =>
      batchReply(
        container,
        request,
        await runBulk(commit, container, request.body, continues, namedRange(container, request)),
      ),
    );
  }
  return isTrue(request, "x-ms-documentdb-is-upsert")
    ? route("upsert", write(gateway, request, upsertDocument))
    : route("create", write(gateway, request, createDocument));
}

/** `…/docs/{id}` */
export function documentRoute(gateway: Gateway, request: GatewayRequest, address: ContainerAddress, id: string): Route {
  const route = routeIn(gateway, address);
  switch (request.method) {
    case "GET":
      return route("read", (container) => documentReply(container, readDocument(operationOf(container, request, id))));
    case "PUT":
      return route("replace", write(gateway, request, replaceDocument, id));
    case "PATCH":
      return route("patch", write(gateway, request, patchDocument, id));
    case "DELETE":
      return route("delete", write(gateway, request, deleteDocument, id));
    default:
      return route("unsupported", () => unsupported(request));
  }
}

function routeIn({ catalog }: Gateway, { database, container }: ContainerAddress) {
  return (name: string, run: (container: Container) => ReturnType<Route["run"]>): Route => ({
    name: `${database}/${container} ${name}`,
    run: () => run(catalog.container(database, container)),
  });
}

function write({ commit }: Gateway, request: GatewayRequest, perform: RunDocumentOperation, id?: string) {
  return async (container: Container) => {
    const operation = operationOf(container, request, id);
    return documentReply(container, await commit.write(container, () => perform(operation)));
  };
}

function operationOf(container: Container, request: GatewayRequest, id: string | undefined): DocumentOperation {
  return {
    container,
    id,
    partitionKey: keyHeader(request),
    body: request.body,
    ifMatch: header(request, "if-match"),
    ifNoneMatch: header(request, "if-none-match"),
  };
}

export function keyHeader(request: GatewayRequest): string | undefined {
  const text = header(request, "x-ms-documentdb-partitionkey");
  return text === undefined ? undefined : parsePartitionKey(text);
}

function unsupported({ method, path }: GatewayRequest): never {
  throw failures.unsupported(`${method} /${path}`);
}
