export { callDependency, type DependencyCall } from "./dependency";
export { exportersOf, type TelemetrySettings } from "./exporters";
export { type Invocation, inInvocationSpan } from "./invocation-span";
export { record } from "./measurements";
export { meteredLog } from "./metered-log";
export { inSpan, markFailed, noteInTrace, traced } from "./span";
export { type RunningTelemetry, startTelemetry } from "./start-telemetry";
export { inTrace, linkTo, traceIdHere, traceParentHere } from "./trace-parent";
