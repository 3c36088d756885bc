import { externalIdOf } from "../seed/organisation";
import { seed } from "../seed/seed";
import { type RunningEmulators, startEmulators } from "./emulators";
import { type FunctionsOptions, startFunctions } from "./functions-host";
import { insightsConnection } from "./identities";
import type { Ports } from "./ports";
import type { Restartable } from "./restartable";
import { localTokens } from "./tokens";

export interface EnvironmentOptions {
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly withStorage: boolean;
  /** How many partition key ranges each Cosmos container has; 1 if it is not said. */
  readonly partitionKeyRanges?: number | undefined;
  /** Settings that differ from the local ones. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Options of Node itself for the functions host. */
  readonly nodeOptions?: readonly string[] | undefined;
  /** The folder of the app that runs; without it, the built project. */
  readonly appFolder?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface RunningEnvironment {
  readonly baseUrl: string;
  readonly emulators: RunningEmulators;
  readonly functions: Restartable;
  token: {
    worker(workerId: string): Promise<string>;
    client(clientId: string): Promise<string>;
    administrator(): Promise<string>;
  };
  stop(): Promise<void>;
}

/** Starts a whole environment: the emulators, the functions host, and the seeded organisation in it. */
export async function startEnvironment(options: EnvironmentOptions): Promise<RunningEnvironment> {
  const { functions: port, ...ports } = options.ports;
  const emulators = await startEmulators({ ...options, ports });
  try {
    return await startAgainst(emulators, port, options);
  } catch (error) {
    await emulators.stop();
    throw error;
  }
}

async function startAgainst(
  emulators: RunningEmulators,
  port: number,
  options: EnvironmentOptions,
): Promise<RunningEnvironment> {
  const { caFile, ports } = emulators;
  const { baseUrl, functions } = await startSeededFunctions({ ...options, port, emulators: ports, caFile });
  const tokens = localTokens(ports.entra, caFile);
  return {
    baseUrl,
    emulators,
    functions,
    token: { ...tokens, worker: (workerId) => tokens.worker(externalIdOf(workerId)) },
    async stop() {
      await functions.stop();
      await emulators.stop();
    },
  };
}

/** Starts the functions host against emulators that run, and makes the seeded organisation where it is not there. */
export async function startSeededFunctions(
  options: FunctionsOptions,
): Promise<{ baseUrl: string; functions: Restartable }> {
  const functions = await startFunctions(options);
  const baseUrl = `http://localhost:${functions.ready.port}`;
  try {
    const administratorToken = await localTokens(options.emulators.entra, options.caFile).administrator();
    await seed({ baseUrl, administratorToken, insightsConnection: insightsConnection(options.emulators) });
    return { baseUrl, functions };
  } catch (error) {
    await functions.stop();
    throw error;
  }
}
