export { faultName, stackFrames } from "./fault";
export { type Invocation, invocationLog, withInvocation } from "./invocation-log";
export type { Log, LogFields } from "./log";
