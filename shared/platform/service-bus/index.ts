export { type Queue, serviceBusClient, serviceBusQueue } from "./queues";
export { runQueue, synchronizationSignals, taskQueue } from "./signals";
