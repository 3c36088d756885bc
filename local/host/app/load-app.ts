import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartError } from "../start-error";
import { type AppRegistry, appHookContext, runHooks } from "./app-registry";
import { entryFiles } from "./entry-files";

interface PackageJson {
  readonly main?: string;
  readonly type?: string;
}

/** Runs the app's entry files, its start hooks, and locks its set-up. Answers the capabilities it asks for. */
export async function loadApp(directory: string, registry: AppRegistry): Promise<Record<string, string>> {
  const packageJson = readPackageJson(directory);
  if (!packageJson.main) throw new StartError(`package.json in ${directory} has no "main": nothing to load.`);
  for (const file of entryFiles(directory, packageJson.main)) await loadFile(directory, file, packageJson);
  await runHooks(registry.hooks.appStart, appHookContext(registry, directory));
  if (registry.functions.size === 0 || !registry.model) {
    throw new StartError(
      `No function found: "${packageJson.main}" was loaded and registered none. Does it import every function's file, ` +
        "and do host and app share one @azure/functions?",
    );
  }
  registry.locked = true;
  return (await registry.model.getCapabilities?.({})) ?? {};
}

function readPackageJson(directory: string): PackageJson {
  try {
    return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as PackageJson;
  } catch (cause) {
    throw new StartError(`${join(directory, "package.json")} cannot be read: ${String(cause)}`, { cause });
  }
}

async function loadFile(directory: string, file: string, packageJson: PackageJson): Promise<void> {
  const path = join(directory, file);
  const isModule = file.endsWith(".mjs") || (packageJson.type === "module" && !file.endsWith(".cjs"));
  try {
    if (isModule) await import(pathToFileURL(path).href);
    else createRequire(path)(path);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    throw new StartError(`The app could not be loaded: ${file} threw.\n${reason}`, { cause });
  }
}
