export { type Queue, serviceBusClient, serviceBusQueue } from "./queues";
export { runQueue, synchronizationSignals } from "./signals";
