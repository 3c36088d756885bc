export { readJson, serveControl } from "./control-routes";
export { readJsonFile, readOrCreateFile, writeJsonFile } from "./durable-file";
export { type Fault, type FaultList, faultList, fitsHttp, type HttpMatch } from "./faults";
export { startHttpEmulator } from "./http-emulator";
export { type RequestCount, type RequestCounter, type RequestCounts, requestCounter } from "./request-counter";
export { type Answer, type EmulatorRequest, jsonBody, type Route } from "./route";
export { type RunningEmulator, requiredEnvironment, runEmulator } from "./run-emulator";
export { type RequestLimit, type SlidingWindow, slidingWindow } from "./sliding-window";
