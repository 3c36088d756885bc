import type { FunctionCallback, FunctionMetadata, ProgrammingModel } from "./core-types";

export type Hook = (context: unknown) => unknown;

export const hookNames = ["appStart", "appTerminate", "preInvocation", "postInvocation", "log"] as const;
export type HookName = (typeof hookNames)[number];

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What the app has told its host while it was loading. */
export interface AppRegistry {
  readonly functions: Map<string, RegisteredFunction>;
  readonly hooks: Readonly<Record<HookName, Hook[]>>;
  readonly appHookData: Record<string, unknown>;
  model: ProgrammingModel | undefined;
  /** Set once the app is loaded: from then on nothing can be registered. */
  locked: boolean;
}

export function appRegistry(): AppRegistry {
  return {
    functions: new Map(),
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    appHookData: {},
    model: undefined,
    locked: false,
  };
}

export async function runHooks(hooks: readonly Hook[], context: unknown): Promise<void> {
  for (const hook of hooks) await hook(context);
}

/** Hooks of the app's own life share one `hookData`; the accessors make both objects read-only, as the worker does. */
export function appHookContext(registry: AppRegistry, directory?: string): object {
  return { hookData: {}, appHookData: registry.appHookData, ...(directory && { functionAppDirectory: directory }) };
}
