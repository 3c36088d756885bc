import type { Attributes } from "@opentelemetry/api";
import { inSpan, markFailed } from "./span";
import { inTrace, linkTo } from "./trace-parent";

/** A call of a function, as the runtime tells of it. */
export interface Invocation {
  readonly functionName: string;
  readonly invocationId: string;
  readonly traceContext?: { readonly traceParent?: string | undefined } | undefined;
  readonly triggerMetadata?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Runs an invocation in a span. It goes on with the trace of its message, which the sender wrote into it; the host's
 * own trace, which everything else goes on with, is then linked.
 */
export function inInvocationSpan<Answer>(invocation: Invocation, work: () => Promise<Answer>): Promise<Answer> {
  const hosts = invocation.traceContext?.traceParent;
  const attributes: Attributes = {
    "faas.name": invocation.functionName,
    "faas.invocation_id": invocation.invocationId,
  };
  return inTrace(senders(invocation) ?? hosts, () =>
    inSpan(`function ${invocation.functionName}`, { attributes }, async (span) => {
      linkTo(hosts);
      const answer = await work();
      const status = statusOf(answer);
      if (status !== undefined) span.setAttribute("http.response.status_code", status);
      if (status !== undefined && status >= 500) markFailed(span, String(status));
      return answer;
    }),
  );
}

/** The trace that the sender of a message wrote into its application properties. */
function senders({ triggerMetadata }: Invocation): string | undefined {
  const properties = triggerMetadata?.["applicationProperties"];
  const value = typeof properties === "object" && properties !== null ? Reflect.get(properties, "traceparent") : null;
  return typeof value === "string" ? value : undefined;
}

function statusOf(answer: unknown): number | undefined {
  const status: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, "status") : undefined;
  return typeof status === "number" ? status : undefined;
}
