export { faultName, stackFrames } from "./fault";
export { type Invocation, invocationId, invocationLog, outsideInvocation, withInvocation } from "./invocation-log";
export type { Log, LogFields } from "./log";
