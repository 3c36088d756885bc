import type { app } from "@azure/functions";
import type { Services } from "./services";

/** Starts telemetry with the app, gives every invocation its span, and sends what is left when the app ends. */
export function observe({ hook }: typeof app, { telemetry }: Services): void {
  hook.appStart(() => telemetry.start());
  hook.appTerminate(() => telemetry.stop());
  hook.preInvocation((invocation) => {
    const { functionHandler, invocationContext } = invocation;
    invocation.functionHandler = (...inputs) =>
      telemetry.inInvocationSpan(invocationContext, async () => functionHandler(...inputs));
  });
}
