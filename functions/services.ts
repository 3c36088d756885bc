import { randomUUID } from "node:crypto";
import {
  admitCustomer,
  createCustomer,
  getCustomer,
  keepPending,
  legalEntityRules,
  searchCustomers,
  synchronizeCustomer,
} from "../shared/customers";
import {
  channelConfiguration,
  nextNumber,
  putConfiguration,
  readFeatures,
  removeConfiguration,
  setFeature,
} from "../shared/headquarters";
import { checkReadiness } from "../shared/health";
import type { HttpServices } from "../shared/http";
import {
  configurationJobs,
  distributeCustomers,
  executeRun,
  requestRun,
  runJob,
  uploadOperations,
} from "../shared/jobs";
import { invocationLog } from "../shared/log";
import { cachedFor } from "../shared/platform/cache";
import * as cosmos from "../shared/platform/cosmos";
import { entraAccessTokens, functionsCredential } from "../shared/platform/identity";
import { keyVaultSecrets } from "../shared/platform/key-vault/secrets";
import { cosmosProbe, keyVaultProbe, serviceBusProbe, tokenIssuerProbe } from "../shared/platform/probes";
import { realTimeService } from "../shared/platform/real-time/real-time-service";
import { runQueue, serviceBusClient, serviceBusQueue, synchronizationSignals } from "../shared/platform/service-bus";
import type { Settings } from "../shared/platform/settings";

export type Services = ReturnType<typeof createServices>;

/** Wires every use case to its adapters. Nothing is called before the first request needs it. */
export function createServices(settings: Settings) {
  const common = { log: invocationLog(), now: () => new Date(), newId: () => randomUUID() as string };
  const { log } = common;
  const cacheMs = settings.CONFIGURATION_CACHE_SECONDS * 1000;
  const credential = functionsCredential(settings);

  const headquartersAccount = {
    endpoint: settings.HEADQUARTERS_COSMOS__accountEndpoint,
    key: settings.HEADQUARTERS_COSMOS__key,
  };
  const headquarters = cosmos.headquartersDatabase(headquartersAccount, credential, "background");
  const impatient = cosmos.headquartersDatabase(headquartersAccount, credential, "realTime");
  const channelsAccount = { endpoint: settings.CHANNELS_COSMOS__accountEndpoint, key: settings.CHANNELS_COSMOS__key };
  const channels = cosmos.channelsDatabase(channelsAccount, credential);
  const serviceBus = serviceBusClient(settings, credential);
  const signals = synchronizationSignals(serviceBusQueue(serviceBus, "customer-synchronization"));
  const realTime = realTimeService({
    deadlineMs: settings.HEADQUARTERS_DEADLINE_MS,
    failures: settings.HEADQUARTERS_BREAKER_FAILURES,
    pauseMs: settings.HEADQUARTERS_BREAKER_PAUSE_MS,
  });

  const configuration = cosmos.cosmosConfigurationStore(headquarters);
  const channelConfigurations = cosmos.cosmosChannelConfigurationStore(channels);
  const channelCustomers = cosmos.cosmosChannelCustomers(channels);

  // Creates at the till wait for these too: a reading that hangs must not hold them up when headquarters is back.
  const rulesOf = cachedFor(cacheMs, legalEntityRules(cosmos.cosmosConfigurationStore(impatient)));
  const nextAccountNumber = nextNumber(cosmos.cosmosNumberSequences(headquarters), log);
  const atHeadquarters = (database: cosmos.HeadquartersDatabase) => {
    const claims = cosmos.cosmosAccountNumbers(database);
    return {
      headquartersCustomers: cosmos.cosmosHeadquartersCustomers(database, claims),
      admitCustomer: admitCustomer({ rulesOf, claims, nextNumber: nextAccountNumber, log }),
    };
  };
  const atTheTill = { ...common, ...atHeadquarters(impatient), channelCustomers, realTime };

  const runs = runQueue(serviceBusQueue(serviceBus, "job-runs"));
  const jobStore = cosmos.cosmosJobStore(headquarters);
  const jobs = {
    ...configurationJobs(configuration, channelConfigurations),
    "P-0001": uploadOperations({ ...common, overdue: cosmos.cosmosOverdueOperations(channels), signals }),
    "1010": distributeCustomers({
      ...common,
      changes: cosmos.cosmosHeadquartersChanges(headquarters),
      copies: cosmos.cosmosChannelCopies(channels),
      configuration,
    }),
  };

  const run = runJob({ ...common, jobs, store: jobStore, leaseMs: settings.JOB_LEASE_SECONDS * 1000 });

  const http: HttpServices = {
    log,
    checkAccessToken: entraAccessTokens(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE),
    findChannelConfiguration: cachedFor(cacheMs, async (channelId) =>
      channelConfiguration(channelId, (await channelConfigurations.find(channelId)) ?? {}),
    ),
  };

  return {
    http,
    log,
    createCustomer: createCustomer({
      ...atTheTill,
      getCustomer: getCustomer(atTheTill),
      keepPending: keepPending({
        ...common,
        channelCustomers,
        signals,
        signalGraceMs: settings.SIGNAL_GRACE_SECONDS * 1000,
      }),
      hashSecret: settings.IDEMPOTENCY_HASH_SECRET,
    }),
    getCustomer: getCustomer(atTheTill),
    searchCustomers: searchCustomers({
      ...common,
      realTime,
      searchChannel: cosmos.cosmosSearchChannelCustomers(channels),
      searchHeadquarters: cosmos.cosmosSearchHeadquartersCustomers(impatient),
    }),
    synchronizeCustomer: synchronizeCustomer({
      ...common,
      ...atHeadquarters(headquarters),
      channelCustomers,
      signals,
      retryPolicy: {
        firstDelayMs: settings.SYNCHRONIZATION_FIRST_RETRY_MS,
        longestDelayMs: settings.SYNCHRONIZATION_LONGEST_RETRY_MS,
        giveUpAfterMs: settings.SYNCHRONIZATION_GIVE_UP_HOURS * 3_600_000,
      },
    }),
    configuration,
    putConfiguration: putConfiguration(configuration),
    removeConfiguration: removeConfiguration(configuration),
    readFeatures: readFeatures(configuration),
    setFeature: setFeature(configuration),
    jobStore,
    switchedOffJobs: new Set(settings.JOBS_SWITCHED_OFF),
    runJob: run,
    executeRun: executeRun({ ...common, runJob: run, store: jobStore, queue: runs }),
    requestRun: requestRun({ ...common, store: jobStore, queue: runs }),
    checkReadiness: checkReadiness({
      headquarters: cosmosProbe(impatient.configuration),
      channels: cosmosProbe(channels.configuration),
      serviceBus: serviceBusProbe(serviceBus, "customer-synchronization"),
      keyVault: keyVaultProbe(keyVaultSecrets(settings, credential)),
      tokenIssuer: tokenIssuerProbe(settings.TOKEN_ISSUER),
    }),
  };
}
