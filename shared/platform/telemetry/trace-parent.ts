import { type Context, context, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";

/** Where the running work stands in its trace, as W3C `traceparent`; undefined outside a trace. */
export function traceParentHere(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** The id of the running trace, by which all its spans are found. */
export const traceIdHere = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** Runs `work` as part of another trace; as part of the running one when there is none to go on from. */
export function inTrace<Answer>(traceParent: string | undefined, work: () => Answer): Answer {
  return traceParent === undefined ? work() : context.with(contextOf(traceParent), work);
}

/** Links the running span to work of another trace that it goes on with. */
export function linkTo(traceParent: string | undefined): void {
  const running = trace.getActiveSpan();
  const linked = traceParent === undefined ? undefined : trace.getSpanContext(contextOf(traceParent));
  if (linked && linked.traceId !== running?.spanContext().traceId) running?.addLink({ context: linked });
}

export const contextOf = (traceparent: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent });
