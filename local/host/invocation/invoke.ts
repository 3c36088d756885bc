import { randomUUID } from "node:crypto";
import { type AppRegistry, type RegisteredFunction, runHooks } from "../app/app-registry";
import type {
  CoreInvocationContext,
  FunctionCallback,
  InvocationModel,
  InvocationResponse,
  RetryContext,
  TypedData,
} from "../app/core-types";
import { describeError } from "../describe-error";
import { traceParentFrom } from "./trace-parent";
import type { UserLog } from "./user-log";

export interface Trigger {
  readonly bindingName: string;
  readonly data: TypedData;
  readonly metadata?: Readonly<Record<string, TypedData>>;
  readonly traceParent?: string | undefined;
  readonly traceState?: string | undefined;
  readonly retryContext?: RetryContext;
  readonly invocationId?: string;
}

export interface Outcome {
  readonly result: unknown;
  readonly response: InvocationResponse;
}

/** Runs a function once, as the worker does: arguments, hooks, handler, hooks, response. Logs and rejects with what it throws. */
export type Invoke = (target: RegisteredFunction, trigger: Trigger) => Promise<Outcome>;

export function invoker(registry: AppRegistry, log: UserLog): Invoke {
  const { model } = registry;
  if (!model) throw new Error("No programming model: the app is not loaded.");
  return async (target, trigger) => {
    const core = coreContext(target, trigger, log);
    const invocation = await model.getInvocationModel(core);
    const { context, inputs } = await invocation.getArguments();
    log.begin(core.invocationId, context);
    try {
      const { result, error } = await runWithHooks(registry, core, invocation, target.callback, context, inputs);
      if (error !== null && error !== undefined) throw error;
      return { result, response: await invocation.getResponse(context, result) };
    } catch (error) {
      core.log("error", "system", `Failed: ${describeError(error)}`);
      throw error;
    } finally {
      log.end(core.invocationId);
    }
  };
}

function coreContext(target: RegisteredFunction, trigger: Trigger, log: UserLog): CoreInvocationContext {
  const { metadata } = target;
  const invocationId = trigger.invocationId ?? randomUUID();
  return {
    invocationId,
    metadata,
    state: undefined,
    request: {
      invocationId,
      functionId: metadata.name,
      inputData: [{ name: trigger.bindingName, data: trigger.data }],
      triggerMetadata: trigger.metadata ?? {},
      traceContext: { traceParent: traceParentFrom(trigger.traceParent), traceState: trigger.traceState ?? "" },
      ...(trigger.retryContext && { retryContext: trigger.retryContext }),
    },
    log: (level, category, message) => log.write(level, category, message, metadata.name, invocationId),
  };
}

async function runWithHooks(
  registry: AppRegistry,
  core: CoreInvocationContext,
  invocation: InvocationModel,
  functionCallback: FunctionCallback,
  invocationContext: unknown,
  inputs: unknown[],
): Promise<{ result: unknown; error: unknown }> {
  const shared = { hookData: {}, appHookData: registry.appHookData, invocationContext };
  const before = { ...shared, inputs, functionCallback };
  core.state = "preInvocationHooks";
  await runHooks(registry.hooks.preInvocation, before);
  // Hooks may exchange the inputs, the handler, the result and the error: each is read back from its context.
  const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
  core.state = "invocation";
  try {
    after.result = await invocation.invokeFunction(invocationContext, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error("The function threw nothing.");
  }
  core.state = "postInvocationHooks";
  await runHooks(registry.hooks.postInvocation, after);
  core.state = undefined;
  return after;
}
