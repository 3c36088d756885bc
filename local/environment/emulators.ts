import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { queues } from "../../infra/topology.json";
import { ensureCertificates } from "../emulators/certificates";
import { createDatabases } from "./databases";
import { durationMs } from "./duration";
import type { Ports } from "./ports";
import { type Restartable, startRestartable } from "./restartable";
import { putLocalSecrets } from "./secrets";

export type EmulatorPorts = Omit<Ports, "functions">;

export interface EmulatorOptions {
  readonly dataFolder: string;
  /** 0 stands for any free one. */
  readonly ports: EmulatorPorts;
  /** Storage takes a second to start, and few tests need it. */
  readonly withStorage: boolean;
  /** How many partition key ranges each Cosmos container has; 1 if it is not said. */
  readonly partitionKeyRanges?: number | undefined;
}

export interface RunningEmulators {
  /** The ports they really have. */
  readonly ports: EmulatorPorts;
  /** Whom the functions must trust, for `NODE_EXTRA_CA_CERTS`. */
  readonly caFile: string;
  readonly cosmos: Restartable;
  readonly serviceBus: Restartable;
  stop(): Promise<void>;
}

/** Starts every emulator, each in its process, with the databases, queues and secrets that the functions expect. */
export async function startEmulators(options: EmulatorOptions): Promise<RunningEmulators> {
  const { dataFolder, ports, withStorage } = options;
  await mkdir(dataFolder, { recursive: true });
  const { caFile } = await ensureCertificates(join(dataFolder, "certificates"));
  const [cosmos, serviceBus, cloud, azurite] = await Promise.all([
    startCosmos(options),
    startServiceBus(ports, dataFolder),
    startCloudServices(ports, dataFolder),
    withStorage ? startAzurite(ports, dataFolder) : undefined,
  ]);
  const running: EmulatorPorts = {
    ...ports,
    ...(azurite?.ready.ports as Pick<Ports, "blob" | "queue" | "table"> | undefined),
    ...(cloud.ready.ports as Pick<Ports, "entra" | "keyVault" | "customerInsights">),
    cosmos: cosmos.ready.port,
    serviceBus: serviceBus.ready.port,
    serviceBusAdmin: serviceBus.ready.adminPort ?? ports.serviceBusAdmin,
  };
  await Promise.all([createDatabases(running.cosmos), putLocalSecrets(running, caFile)]);
  return {
    ports: running,
    caFile,
    cosmos,
    serviceBus,
    async stop() {
      await Promise.all([cosmos.stop(), serviceBus.stop(), cloud.stop(), azurite?.stop()]);
    },
  };
}

const startCosmos = ({ ports, dataFolder, partitionKeyRanges = 1 }: EmulatorOptions) =>
  startRestartable({
    name: "The Cosmos gateway",
    entry: entry("emulators", "cosmos", "main.js"),
    environment: {
      PORT: String(ports.cosmos),
      DATA_FILE: join(dataFolder, "cosmos.db"),
      PARTITION_KEY_RANGES: String(partitionKeyRanges),
    },
  });

const startServiceBus = ({ serviceBus, serviceBusAdmin }: EmulatorPorts, dataFolder: string) =>
  startRestartable({
    name: "The Service Bus broker",
    entry: entry("emulators", "service-bus", "main.js"),
    environment: {
      PORT: String(serviceBus),
      ADMIN_PORT: String(serviceBusAdmin),
      DATA_FILE: join(dataFolder, "service-bus.db"),
      QUEUES: JSON.stringify(queueSettings()),
    },
  });

const startCloudServices = ({ entra, keyVault, customerInsights }: EmulatorPorts, dataFolder: string) =>
  startRestartable({
    name: "Entra, Key Vault and Customer Insights",
    entry: entry("environment", "cloud-services.js"),
    environment: {
      DATA_FOLDER: dataFolder,
      ENTRA_PORT: String(entra),
      KEY_VAULT_PORT: String(keyVault),
      CUSTOMER_INSIGHTS_PORT: String(customerInsights),
    },
  });

const startAzurite = ({ blob, queue, table }: EmulatorPorts, dataFolder: string) =>
  startRestartable({
    name: "Azurite",
    entry: entry("environment", "azurite.js"),
    environment: {
      DATA_FOLDER: join(dataFolder, "azurite"),
      BLOB_PORT: String(blob),
      QUEUE_PORT: String(queue),
      TABLE_PORT: String(table),
    },
  });

function queueSettings() {
  return Object.fromEntries(
    Object.entries(queues).map(([name, { lockDuration, maxDeliveryCount }]) => [
      name,
      { lockMs: durationMs(lockDuration), maxDeliveryCount },
    ]),
  );
}

const entry = (...path: string[]) => join(__dirname, "..", ...path);
