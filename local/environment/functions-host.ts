import { join } from "node:path";
import type { EmulatorPorts } from "./emulators";
import { localSettings } from "./local-settings";
import { type Restartable, startRestartable } from "./restartable";

/** Runs timers by hand over `POST /admin/functions/{name}`; local, so it protects nothing. */
export const masterKey = "local-master-key";

export interface FunctionsOptions {
  readonly port: number;
  readonly emulators: EmulatorPorts;
  readonly caFile: string;
  readonly dataFolder: string;
  /** Settings that differ from the local ones. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  readonly nodeOptions?: readonly string[] | undefined;
  /** The folder of the app that runs; without it, the built project. */
  readonly appFolder?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Starts the functions host with the built app, in a process of its own. */
export function startFunctions(options: FunctionsOptions): Promise<Restartable> {
  const { port, emulators, caFile, dataFolder, nodeOptions = [], onLine } = options;
  const settings = { ...localSettings(emulators), ...options.settings };
  return startRestartable({
    name: "The functions host",
    entry: join(__dirname, "..", "host", "main.js"),
    environment: {
      ...settings,
      PORT: String(port),
      FUNCTIONS_DIRECTORY: options.appFolder ?? join(__dirname, "..", "..", ".."),
      HOST_STATE_FOLDER: join(dataFolder, "host"),
      HOST_MASTER_KEY: masterKey,
      NODE_EXTRA_CA_CERTS: caFile,
    },
    nodeOptions: [...settings.languageWorkers__node__arguments.split(" "), ...nodeOptions],
    onLine,
  });
}
