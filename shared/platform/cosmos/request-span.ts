import type { Plugin } from "@azure/cosmos";
import type { Span } from "@opentelemetry/api";
import { callDependency, record } from "../telemetry";
import { isCommunicationFault } from "./cosmos-failure";

interface Answer {
  readonly code?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** A span for every attempt of a request, with its status and what it was charged; never a document's id or a query. */
export const requestSpan: Plugin<unknown> = (context, _, next) => {
  const { database, container } = namesIn(context.path ?? "");
  const operation = context.operationType ?? "request";
  const attributes = {
    "db.system.name": "azure.cosmosdb",
    "db.namespace": database,
    "db.collection.name": container,
    "db.operation.name": operation,
  };
  const call = {
    system: "cosmos",
    operation,
    target: `${database}/${container}`,
    attributes,
    isFault: isCommunicationFault,
  } as const;
  const note = (span: Span, { code, headers }: Answer) => {
    const charge = Number(headers?.["x-ms-request-charge"] ?? 0);
    if (code !== undefined) span.setAttribute("db.response.status_code", String(code));
    span.setAttribute("azure.cosmosdb.operation.request_charge", charge);
    record("regulars.cosmos.request_units", charge, { database, container, operation });
  };
  return callDependency(call, async (span) => {
    try {
      const answer = await next(context);
      note(span, answer);
      return answer;
    } catch (error) {
      note(span, error as Answer);
      throw error;
    }
  });
};

/** Of `/dbs/headquarters/colls/customers/docs/…`; what concerns the account has none. */
function namesIn(path: string): { database: string; container: string } {
  const [, database = "account", container = ""] = /dbs\/([^/]+)(?:\/colls\/([^/]+))?/.exec(path) ?? [];
  return { database, container };
}
