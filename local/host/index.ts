export { StartError } from "./start-error";
export { type RunningHost, type StartHost, startHost } from "./start-host";
