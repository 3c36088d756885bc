import { bringCards, findClients, groupsOfBooks } from "../../shared/clienteling";
import {
  configurationJobs,
  distributeCustomers,
  executeRun,
  failDeadLetteredRun,
  requestRun,
  runJob,
  uploadOperations,
} from "../../shared/jobs";
import * as cosmos from "../../shared/platform/cosmos";
import { runQueue, serviceBusQueue } from "../../shared/platform/service-bus";
import type { Settings } from "../../shared/platform/settings";
import { traced } from "../../shared/platform/telemetry";
import type { Connections } from "./connections";
import type { OperationServices } from "./operation-services";

export function jobServices(
  settings: Settings,
  connections: Connections,
  { countOperations }: Pick<OperationServices, "countOperations">,
) {
  const {
    common,
    headquarters,
    channels,
    serviceBus,
    signals,
    configuration,
    administratorActions,
    channelConfigurations,
  } = connections;
  const queue = runQueue(serviceBusQueue(serviceBus, "job-runs"));
  const store = cosmos.cosmosJobStore(headquarters);
  const changes = cosmos.cosmosHeadquartersChanges(headquarters);
  const copies = cosmos.cosmosChannelCopies(channels);
  const channelCustomers = cosmos.cosmosChannelCustomers(channels);
  const clients = findClients({
    memberships: cosmos.cosmosMemberships(headquarters),
    findKnown: cosmos.cosmosFindKnownCustomers(headquarters),
  });
  const jobs = {
    ...configurationJobs({ configuration, channels: channelConfigurations }),
    "P-0001": uploadOperations({
      ...common,
      overdue: cosmos.cosmosOverdueOperations(channels),
      signals,
      countOperations,
    }),
    "1010": distributeCustomers({
      ...common,
      changes,
      customersOfBooks: cosmos.cosmosCustomersOfAddressBooks(headquarters),
      membersOfClientBooks: cosmos.cosmosMembersOfClientBooks(headquarters),
      copies,
      channelCustomers,
      configuration,
      findClients: clients,
      groupsOfBooks: groupsOfBooks(configuration),
      bringCards: bringCards(cosmos.cosmosClientBookCards(channels)),
    }),
  };
  const run = traced(
    "job.run",
    ({ jobId, mode, trigger }) => ({ jobId, mode, trigger }),
    runJob({ ...common, jobs, store, leaseMs: settings.JOB_LEASE_SECONDS * 1000 }),
  );
  return {
    jobStore: store,
    switchedOffJobs: new Set(settings.JOBS_SWITCHED_OFF),
    runJob: run,
    executeRun: executeRun({ ...common, runJob: run, store, queue }),
    failDeadLetteredRun: failDeadLetteredRun({ ...common, store, queue }),
    requestRun: requestRun({ ...common, store, queue, administratorActions }),
  };
}
