export type { ReceivedPoint, ReceivedSpan } from "./otlp";
export { type Collector, startCollector } from "./start-collector";
