import { randomUUID } from "node:crypto";
import { invocationLog } from "../../shared/log";
import * as cosmos from "../../shared/platform/cosmos";
import { functionsCredential } from "../../shared/platform/identity";
import { keyVaultSecrets } from "../../shared/platform/key-vault/secrets";
import { realTimeService } from "../../shared/platform/real-time/real-time-service";
import {
  serviceBusClient,
  serviceBusQueue,
  synchronizationSignals,
  taskQueue,
} from "../../shared/platform/service-bus";
import type { Settings } from "../../shared/platform/settings";
import { meteredLog, traceIdHere } from "../../shared/platform/telemetry";
import { requestTask } from "../../shared/tasks";

export type Connections = ReturnType<typeof connect>;

/** The databases, the queues, and what several use cases share of them. */
export function connect(settings: Settings) {
  const common = {
    log: meteredLog(invocationLog(traceIdHere)),
    now: () => new Date(),
    newId: () => randomUUID() as string,
  };
  const credential = functionsCredential(settings);
  const headquartersAccount = {
    endpoint: settings.HEADQUARTERS_COSMOS__accountEndpoint,
    key: settings.HEADQUARTERS_COSMOS__key,
  };
  const channelsAccount = { endpoint: settings.CHANNELS_COSMOS__accountEndpoint, key: settings.CHANNELS_COSMOS__key };
  const headquarters = cosmos.headquartersDatabase(headquartersAccount, credential, "background");
  const channels = cosmos.channelsDatabase(channelsAccount, credential);
  const serviceBus = serviceBusClient(settings, credential);
  const taskStore = cosmos.cosmosTaskStore(headquarters);
  const tasks = taskQueue(serviceBusQueue(serviceBus, "tasks"));
  return {
    common,
    credential,
    cacheMs: settings.CONFIGURATION_CACHE_SECONDS * 1000,
    headquarters,
    /** Headquarters for calls that somebody at a till waits for. */
    impatient: cosmos.headquartersDatabase(headquartersAccount, credential, "realTime"),
    realTime: realTimeService({
      deadlineMs: settings.HEADQUARTERS_DEADLINE_MS,
      failures: settings.HEADQUARTERS_BREAKER_FAILURES,
      pauseMs: settings.HEADQUARTERS_BREAKER_PAUSE_MS,
    }),
    channels,
    serviceBus,
    keyVault: keyVaultSecrets(settings, credential),
    signals: synchronizationSignals(serviceBusQueue(serviceBus, "customer-synchronization")),
    configuration: cosmos.cosmosConfigurationStore(headquarters),
    administratorActions: cosmos.cosmosAdministratorActions(headquarters),
    taskStore,
    taskQueue: tasks,
    /** Whatever outlives its answer is asked for here, and done by `runTask`. */
    requestTask: requestTask({
      ...common,
      store: taskStore,
      queue: tasks,
      signalGraceMs: settings.SIGNAL_GRACE_SECONDS * 1000,
    }),
    channelConfigurations: cosmos.cosmosChannelConfigurationStore(channels),
  };
}
