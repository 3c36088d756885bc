import { type Attributes, type Span, type SpanOptions, SpanStatusCode, trace } from "@opentelemetry/api";
import { isFailure } from "../../failure";
import { faultName } from "../../log";
import { contextOf } from "./trace-parent";

const tracer = trace.getTracer("regulars");

/** Runs `work` in a span of its own; a fault that it throws marks the span, by kind or name alone (P3). */
export function inSpan<Answer>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Answer>,
  isFault: (error: unknown) => boolean = () => true,
): Promise<Answer> {
  return tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      if (isFault(error)) markFailed(span, isFailure(error) ? error.kind : faultName(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** A use case, each call of which is a step of the trace. */
export function traced<Input extends readonly unknown[], Answer>(
  name: string,
  attributesOf: (...input: Input) => Attributes,
  useCase: (...input: Input) => Promise<Answer>,
): (...input: Input) => Promise<Answer> {
  return (...input) => inSpan(name, { attributes: attributesOf(...input) }, () => useCase(...input));
}

/** Notes in another trace a step that was done here, from `begun` until now, for many at once; the running span is linked. */
export function noteInTrace(traceParent: string | undefined, name: string, begun: Date, attributes: Attributes): void {
  if (traceParent === undefined) return;
  const running = trace.getActiveSpan();
  const links = running ? [{ context: running.spanContext() }] : [];
  tracer.startSpan(name, { startTime: begun, attributes, links }, contextOf(traceParent)).end();
}

export function markFailed(span: Span, message: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}
