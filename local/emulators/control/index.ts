export { readJson, serveControl } from "./control-routes";
export { type Fault, type FaultList, faultList, fitsHttp, type HttpMatch } from "./faults";
export { type RequestCount, type RequestCounter, type RequestCounts, requestCounter } from "./request-counter";
export { type RunningEmulator, requiredEnvironment, runEmulator } from "./run-emulator";
