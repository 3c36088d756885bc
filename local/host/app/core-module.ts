import Module from "node:module";
import { type AppRegistry, type Hook, type HookName, hookNames } from "./app-registry";
import type { FunctionCallback, FunctionMetadata, LogCategory, LogLevel, ProgrammingModel } from "./core-types";
import { Disposable } from "./disposable";

export type CoreLog = (level: LogLevel, category: LogCategory, message: string) => void;

let installed = false;

/**
 * Answers `require("@azure/functions-core")`, which exists only inside Azure's Node worker. It hooks the same place as
 * the worker does, and must run before the first import of `@azure/functions`: the library asks once and remembers.
 */
export function installCoreModule(registry: AppRegistry, log: CoreLog): void {
  if (installed) throw new Error("One process runs one host: @azure/functions remembers the first one it met.");
  installed = true;
  const core = coreModule(registry, log);
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (target, self, args: [string]) =>
      args[0] === "@azure/functions-core" ? core : Reflect.apply(target, self, args),
  });
}

function coreModule(registry: AppRegistry, log: CoreLog): object {
  return {
    version: "3.12.0",
    hostVersion: "4.1040.0",
    Disposable,
    log,
    setProgrammingModel(model: ProgrammingModel) {
      registry.model = model;
    },
    getProgrammingModel: () => registry.model,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      registerFunction(registry, metadata, callback),
    registerHook: (name: string, hook: Hook) => registerHook(registry, name, hook),
  };
}

function registerFunction(registry: AppRegistry, metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  if (registry.locked) throw new Error("A function can only be registered during app startup.");
  const id = metadata.functionId ?? metadata.name;
  // Azure compares function names without regard to case when it routes and names its resources.
  const taken = [...registry.functions.keys()].find((known) => known.toLowerCase() === id.toLowerCase());
  if (taken !== undefined) throw new Error(`A function with id "${id}" has already been registered.`);
  registry.functions.set(id, { metadata: { ...metadata, functionId: id }, callback });
  return new Disposable(() => {
    if (registry.locked) throw new Error("A function can only be disposed during app startup.");
    registry.functions.delete(id);
  });
}

function registerHook(registry: AppRegistry, name: string, hook: Hook): Disposable {
  if (!isHookName(name)) throw new RangeError(`Unrecognized hook "${name}"`);
  const hooks = registry.hooks[name];
  hooks.push(hook);
  return new Disposable(() => {
    const index = hooks.indexOf(hook);
    if (index >= 0) hooks.splice(index, 1);
  });
}

function isHookName(name: string): name is HookName {
  return (hookNames as readonly string[]).includes(name);
}
