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
  const connected = connect(settings);
  const { common, cacheMs, configuration, channelConfigurations } = connected;
  const http: HttpServices = {
    log: common.log,
    checkAccessToken: entraAccessTokens(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE),
    findChannelConfiguration: cachedFor(cacheMs, async (channelId) =>
      channelConfiguration(channelId, (await channelConfigurations.find(channelId)) ?? {}),
    ),
  };
  return {
    http,
    log: common.log,
    ...customerServices(settings, connected),
    ...jobServices(settings, connected),
    configuration,
    putConfiguration: putConfiguration(configuration),
    removeConfiguration: removeConfiguration(configuration),
    readFeatures: readFeatures(configuration),
    setFeature: setFeature(configuration),
    checkReadiness: readiness(settings, connected),
  };
}

type Connected = ReturnType<typeof connect>;

/** The databases, the queues, and what several use cases share of them. */
function connect(settings: Settings) {
  const common = { log: invocationLog(), now: () => new Date(), newId: () => randomUUID() as string };
  const credential = functionsCredential(settings);
  const headquartersAccount = {
    endpoint: settings.HEADQUARTERS_COSMOS__accountEndpoint,
    key: settings.HEADQUARTERS_COSMOS__key,
  };
  const channelsAccount = { endpoint: settings.CHANNELS_COSMOS__accountEndpoint, key: settings.CHANNELS_COSMOS__key };
  const headquarters = cosmos.headquartersDatabase(headquartersAccount, credential, "background");
  const channels = cosmos.channelsDatabase(channelsAccount, credential);
  const serviceBus = serviceBusClient(settings, credential);
  return {
    common,
    credential,
    cacheMs: settings.CONFIGURATION_CACHE_SECONDS * 1000,
    headquarters,
    /** Headquarters for calls that somebody at a till waits for. */
    impatient: cosmos.headquartersDatabase(headquartersAccount, credential, "realTime"),
    channels,
    serviceBus,
    signals: synchronizationSignals(serviceBusQueue(serviceBus, "customer-synchronization")),
    configuration: cosmos.cosmosConfigurationStore(headquarters),
    channelConfigurations: cosmos.cosmosChannelConfigurationStore(channels),
  };
}

function customerServices(settings: Settings, connected: Connected) {
  const { common, impatient, channels, signals } = connected;
  const admitting = admission(connected);
  const realTime = realTimeService({
    deadlineMs: settings.HEADQUARTERS_DEADLINE_MS,
    failures: settings.HEADQUARTERS_BREAKER_FAILURES,
    pauseMs: settings.HEADQUARTERS_BREAKER_PAUSE_MS,
  });
  const shared = { ...common, channelCustomers: cosmos.cosmosChannelCustomers(channels), signals, realTime };
  const atTheTill = { ...shared, ...admitting(impatient) };
  const get = getCustomer(atTheTill);
  return {
    getCustomer: get,
    createCustomer: createCustomer({
      ...atTheTill,
      getCustomer: get,
      keepPending: keepPending({ ...shared, signalGraceMs: settings.SIGNAL_GRACE_SECONDS * 1000 }),
      hashSecret: settings.IDEMPOTENCY_HASH_SECRET,
    }),
    searchCustomers: searchCustomers({
      ...shared,
      searchChannel: cosmos.cosmosSearchChannelCustomers(channels),
      searchHeadquarters: cosmos.cosmosSearchHeadquartersCustomers(impatient),
    }),
    synchronizeCustomer: synchronizeCustomer({
      ...shared,
      ...admitting(connected.headquarters),
      retryPolicy: {
        firstDelayMs: settings.SYNCHRONIZATION_FIRST_RETRY_MS,
        longestDelayMs: settings.SYNCHRONIZATION_LONGEST_RETRY_MS,
        giveUpAfterMs: settings.SYNCHRONIZATION_GIVE_UP_HOURS * 3_600_000,
      },
    }),
  };
}

/** Headquarters' customers and the admission of new ones, with one client or the other; the number blocks are shared. */
function admission({ common: { log }, cacheMs, headquarters, impatient }: Connected) {
  // Creates at the till wait for these too: a reading that hangs must not hold them up when headquarters is back.
  const rulesOf = cachedFor(cacheMs, legalEntityRules(cosmos.cosmosConfigurationStore(impatient)));
  const nextAccountNumber = nextNumber(cosmos.cosmosNumberSequences(headquarters), log);
  return (database: cosmos.HeadquartersDatabase) => {
    const claims = cosmos.cosmosAccountNumbers(database);
    return {
      headquartersCustomers: cosmos.cosmosHeadquartersCustomers(database, claims),
      admitCustomer: admitCustomer({ rulesOf, claims, nextNumber: nextAccountNumber, log }),
    };
  };
}

function jobServices(settings: Settings, connected: Connected) {
  const { common, headquarters, channels, serviceBus, signals, configuration, channelConfigurations } = connected;
  const queue = runQueue(serviceBusQueue(serviceBus, "job-runs"));
  const store = cosmos.cosmosJobStore(headquarters);
  const changes = cosmos.cosmosHeadquartersChanges(headquarters);
  const copies = cosmos.cosmosChannelCopies(channels);
  const jobs = {
    ...configurationJobs(configuration, channelConfigurations),
    "P-0001": uploadOperations({ ...common, overdue: cosmos.cosmosOverdueOperations(channels), signals }),
    "1010": distributeCustomers({ ...common, changes, copies, configuration }),
  };
  const run = runJob({ ...common, jobs, store, leaseMs: settings.JOB_LEASE_SECONDS * 1000 });
  return {
    jobStore: store,
    switchedOffJobs: new Set(settings.JOBS_SWITCHED_OFF),
    runJob: run,
    executeRun: executeRun({ ...common, runJob: run, store, queue }),
    requestRun: requestRun({ ...common, store, queue }),
  };
}

const readiness = (settings: Settings, { impatient, channels, serviceBus, credential }: Connected) =>
  checkReadiness({
    headquarters: cosmosProbe(impatient.configuration),
    channels: cosmosProbe(channels.configuration),
    serviceBus: serviceBusProbe(serviceBus, "customer-synchronization"),
    keyVault: keyVaultProbe(keyVaultSecrets(settings, credential)),
    tokenIssuer: tokenIssuerProbe(settings.TOKEN_ISSUER),
  });
