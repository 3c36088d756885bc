export type { Log, LogFields } from "./log";
