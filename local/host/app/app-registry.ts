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
  /** Shared by all hooks, and by the start and terminate hooks alone. */
  readonly appHookData: Record<string, unknown>;
  readonly appOnlyHookData: Record<string, unknown>;
  model: ProgrammingModel | undefined;
  /** Set once the app is loaded: from then on nothing can be registered. */
  locked: boolean;
}

export function appRegistry(): AppRegistry {
  return {
    functions: new Map(),
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    appHookData: {},
    appOnlyHookData: {},
    model: undefined,
    locked: false,
  };
}

export async function runHooks(hooks: readonly Hook[], context: unknown): Promise<void> {
  for (const hook of hooks) await hook(context);
}

/** For the hooks of the app's own life; the directory only at the start. */
export function appHookContext(registry: AppRegistry, directory?: string): object {
  const { appOnlyHookData: hookData, appHookData } = registry;
  return { hookData, appHookData, ...(directory && { functionAppDirectory: directory }) };
}
