import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningEmulators, startEmulators } from "../../../local/environment/emulators";
import { startSeededFunctions } from "../../../local/environment/environment";
import { localTokens } from "../../../local/environment/tokens";
import { type GatewayClient, gatewayClient } from "./gateway-client";
import { type HostProbe, hostProbe } from "./host-probe-client";
import { type RequestCounter, requestCounter } from "./request-counts";
import { freePorts, rarely } from "./settings";

export interface FunctionsHost {
  readonly baseUrl: string;
  readonly probe: HostProbe;
  stop(): Promise<void>;
}

/** The emulators with their data, against which functions hosts are started one after the other. */
export interface BenchEnvironment {
  readonly gateway: GatewayClient;
  readonly customerInsights: RequestCounter;
  readonly tokens: ReturnType<typeof localTokens>;
  /** Starts a functions host whose timers do nothing and whose lines go to `functions.log`. */
  startFunctions(settings?: Readonly<Record<string, string>>): Promise<FunctionsHost>;
  stop(): Promise<void>;
}

/** A folder for the data of one environment, gone when the run ends. */
export const temporaryFolder = () => mkdtemp(join(tmpdir(), "regulars-bench-"));
export const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true });

/** Starts the emulators on free ports, with what the folder holds. */
export async function startBenchEnvironment(dataFolder: string): Promise<BenchEnvironment> {
  await mkdir(dataFolder, { recursive: true });
  const { functions: _, ...ports } = freePorts;
  const emulators = await startEmulators({ dataFolder, ports, withStorage: true });
  const gateway = gatewayClient(emulators.ports.cosmos);
  return {
    gateway,
    customerInsights: requestCounter(emulators.ports.customerInsights),
    tokens: localTokens(emulators.ports.entra, emulators.caFile),
    startFunctions: (settings = {}) => startHost(emulators, dataFolder, settings),
    async stop() {
      gateway.close();
      await emulators.stop();
    },
  };
}

async function startHost(
  emulators: RunningEmulators,
  dataFolder: string,
  settings: Readonly<Record<string, string>>,
): Promise<FunctionsHost> {
  const log = createWriteStream(join(dataFolder, "functions.log"), { flags: "a" });
  let probePort = 0;
  const { baseUrl, functions } = await startSeededFunctions({
    port: 0,
    emulators: emulators.ports,
    caFile: emulators.caFile,
    dataFolder,
    settings: { ...rarely, ...settings },
    nodeOptions: ["--expose-gc", "--require", join(__dirname, "host-probe.js")],
    onLine(line) {
      if (line.startsWith("host-probe ")) probePort = Number(line.split(" ")[1]);
      else log.write(`${line}\n`);
    },
  });
  return {
    baseUrl,
    probe: hostProbe(probePort),
    async stop() {
      await functions.stop();
      log.end();
    },
  };
}
