import { randomUUID } from "node:crypto";
import type {
  HttpFunctionOptions,
  HttpMethod,
  HttpRequest,
  HttpResponseInit,
  InvocationContext,
} from "@azure/functions";
import { Failure } from "../failure";
import { faultName, type Log, stackFrames, withInvocation } from "../log";
import { problemResponse, problems, unexpectedResponse } from "./problems";

/** A function that answers as every other: with a correlation id, and with a problem for what fails. */
export function httpOptions(
  methods: HttpMethod[],
  route: string,
  { log }: { readonly log: Log },
  handle: (request: HttpRequest) => Promise<HttpResponseInit>,
): HttpFunctionOptions {
  return {
    methods,
    route,
    authLevel: "anonymous",
    handler: (request, context) => {
      const correlationId = correlationIdOf(request);
      return withInvocation(context, correlationId, async () => {
        const response = await answer(() => handle(request), context, log);
        return { ...response, headers: { ...response.headers, "x-correlation-id": correlationId } };
      });
    },
  };
}

async function answer(
  work: () => Promise<HttpResponseInit>,
  { invocationId }: InvocationContext,
  log: Log,
): Promise<HttpResponseInit> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) {
      const isFault = problems[error.kind].status >= 500;
      if (isFault) log.warn("request.dependency-away", { kind: error.kind, cause: faultName(error.cause) });
      else log.info("request.refused", { kind: error.kind });
      return problemResponse(error, invocationId);
    }
    log.error("request.failed", { error: faultName(error), at: stackFrames(error) });
    return unexpectedResponse(invocationId);
  }
}

function correlationIdOf(request: HttpRequest): string {
  const given = request.headers.get("x-correlation-id") ?? "";
  return /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
