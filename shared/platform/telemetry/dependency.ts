import { type Attributes, type Span, SpanKind } from "@opentelemetry/api";
import { record } from "./measurements";
import { inSpan } from "./span";

export interface DependencyCall {
  readonly system: "cosmos" | "service-bus" | "key-vault" | "customer-insights";
  readonly operation: string;
  /** What is called: a container, a queue; never with the id of a document or a search term in it. */
  readonly target: string;
  readonly attributes?: Attributes;
  readonly kind?: SpanKind;
  /** Whether what is thrown is a fault, and not a plain answer such as "there is none"; everything, if it is not said. */
  readonly isFault?: (error: unknown) => boolean;
}

/** Calls a dependency in a span, and records how long it took and whether it answered. */
export function callDependency<Answer>(
  { system, operation, target, attributes = {}, kind = SpanKind.CLIENT, isFault = () => true }: DependencyCall,
  call: (span: Span) => Promise<Answer>,
): Promise<Answer> {
  const begun = performance.now();
  const took = (outcome: "answered" | "failed") =>
    record("regulars.dependency.duration", performance.now() - begun, { system, operation, target, outcome });
  const timed = async (span: Span): Promise<Answer> => {
    try {
      const answer = await call(span);
      took("answered");
      return answer;
    } catch (error) {
      took(isFault(error) ? "failed" : "answered");
      throw error;
    }
  };
  return inSpan(`${system} ${operation} ${target}`, { kind, attributes }, timed, isFault);
}
