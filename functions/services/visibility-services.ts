import { explainVisibility } from "../../shared/customers";
import type { JobStore } from "../../shared/jobs";
import * as cosmos from "../../shared/platform/cosmos";
import type { Connections } from "./connections";

/** Why a channel does not show a customer. */
export const visibilityServices = (
  { configuration, headquarters, channels }: Connections,
  { jobStore }: { readonly jobStore: JobStore },
) => ({
  explainVisibility: explainVisibility({
    configuration,
    headquartersCustomers: cosmos.cosmosHeadquartersCustomers(headquarters, cosmos.cosmosCustomerKeys(headquarters)),
    operationLog: cosmos.cosmosOperationLog(channels),
    async describeLastDistribution() {
      const [run] = (await jobStore.listRuns("1010", 1)).runs;
      if (run === undefined) return "It has never run.";
      return `Its last run began at ${run.startedAt}: ${run.state}${run.error === null ? "" : ` (${run.error})`}.`;
    },
  }),
});
