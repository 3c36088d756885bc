import {
  announceOperation,
  countOperations,
  failDeadLettered,
  getOperation,
  keepUnreadable,
  listOperations,
  repairOperation,
  synchronizeOperation,
  synchronizeOperations,
} from "../../shared/customers";
import type { HttpServices } from "../../shared/http";
import * as cosmos from "../../shared/platform/cosmos";
import { serviceBusQueue } from "../../shared/platform/service-bus";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";

export type OperationServices = ReturnType<typeof operationServices>;

/** The customer synchronization status list. */
export function operationServices(
  settings: Settings,
  connections: Connections,
  { findChannelConfiguration }: HttpServices,
) {
  const { common, headquarters, channels, serviceBus, signals, administratorActions } = connections;
  const ports = {
    ...common,
    administratorActions,
    operationLog: cosmos.cosmosOperationLog(channels),
    channelCustomers: cosmos.cosmosChannelCustomers(channels),
    announceOperation: announceOperation({ ...common, signals }),
    sendTo: (queueName: string, body: unknown) => serviceBusQueue(serviceBus, queueName).send([body]),
    signalGraceMs: settings.SIGNAL_GRACE_SECONDS * 1000,
  };
  const synchronize = synchronizeOperation(ports);
  return {
    failDeadLettered: failDeadLettered({ ...ports, signals, retryMs: settings.SYNCHRONIZATION_FIRST_RETRY_MS }),
    keepUnreadable: keepUnreadable(ports),
    listOperations: listOperations(ports),
    getOperation: getOperation(ports),
    countOperations: countOperations({ ...ports, operationCounter: cosmos.cosmosOperationCounter(channels) }),
    repairOperation: repairOperation({
      ...ports,
      headquartersCustomers: cosmos.cosmosHeadquartersCustomers(headquarters, cosmos.cosmosCustomerKeys(headquarters)),
      findChannelConfiguration,
    }),
    synchronizeOperation: synchronize,
    synchronizeOperations: synchronizeOperations({ ...ports, synchronizeOperation: synchronize }),
  };
}
