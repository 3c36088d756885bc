import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { followCustomer } from "../../shared/clienteling";
import {
  type Actor,
  carryOutMerge,
  eraseCustomer,
  erasePerson,
  exportCustomer,
  findForAdministrator,
  getCustomerWithHistory,
  type MergeInput,
  mergeCustomers,
  mergeInput,
  refreshCopies,
} from "../../shared/customers";
import * as cosmos from "../../shared/platform/cosmos";
import { taskKind } from "../../shared/tasks";
import type { ClientDistribution } from "./client-distribution";
import type { Connections } from "./connections";
import type { CustomerAdmission } from "./customer-admission";

const eraseInput = z.object({ customerId: z.string(), actor: z.string() });
const noCheckpoint = z.null();

/** What administrators do with customers, and the tasks that bring merges and erasures to their end. */
export function administrationServices(
  connections: Connections,
  admitting: CustomerAdmission,
  { followClientToTheEnd }: Pick<ClientDistribution, "followClientToTheEnd">,
) {
  const { common, headquarters, channels, configuration, requestTask } = connections;
  const clienteling = followCustomer({
    memberships: cosmos.cosmosMemberships(headquarters),
    records: cosmos.cosmosCustomerRecords(headquarters),
  });
  const ports = {
    ...common,
    ...admitting(headquarters),
    headquartersLocks: cosmos.cosmosHeadquartersCreationLocks(headquarters),
    pause: () => delay(10 + 30 * Math.random()),
    operationLog: cosmos.cosmosOperationLog(channels),
    channelCustomers: cosmos.cosmosChannelCustomers(channels),
    history: { ...cosmos.cosmosCustomerHistory(headquarters), clienteling: clienteling.read },
    followClient: followClientToTheEnd,
    mergeClienteling: clienteling.merge,
    clientelingMoves: clienteling.moves,
    eraseClienteling: clienteling.erase,
    channelDatabaseGroupIds: async () => (await configuration.list("channel-database-groups")).map(({ id }) => id),
  };
  const refreshing = { ...ports, refreshCopies: refreshCopies(ports) };
  const finding = { ...refreshing, findForAdministrator: findForAdministrator(ports) };
  const history = getCustomerWithHistory(finding);
  const erase = erasePerson({
    ...finding,
    eraseCustomer: eraseCustomer(finding),
    keepIntent: (input) =>
      requestTask({ taskId: `erase-${input.customerId}`, kind: "erase", input, actor: input.actor }),
  });
  const merge = carryOutMerge({ ...refreshing, erasePerson: erase });
  const keepMerge = (input: MergeInput) => {
    const taskId = `merge-${input.secondaryId}-${input.primaryId}`;
    return requestTask({ taskId, kind: "merge", input, actor: input.actor });
  };
  return {
    services: {
      getCustomerWithHistory: history,
      exportCustomer: exportCustomer({ ...finding, getCustomerWithHistory: history }),
      mergeCustomers: mergeCustomers({ ...finding, carryOutMerge: merge, keepIntent: keepMerge }),
      erasePerson: erase,
      listHeadquartersCustomers: cosmos.cosmosSearchHeadquartersCustomers(headquarters),
    },
    tasks: {
      merge: taskKind(mergeInput, noCheckpoint, async ({ input }) => (await merge(input)).customer.customerId),
      erase: taskKind(
        eraseInput,
        noCheckpoint,
        async ({ input }: { input: { customerId: string; actor: Actor } }) =>
          (await erase(input.customerId, input.actor)).customer.customerId,
      ),
    },
  };
}
