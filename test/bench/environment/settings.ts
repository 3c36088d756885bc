export { freePorts, rarely } from "../../environment/free-ports";

/** Leaves signals in their queue (Azure's own switch for one function). */
export const consumerPaused = { "AzureWebJobs.synchronizeCustomers.Disabled": "1" };
