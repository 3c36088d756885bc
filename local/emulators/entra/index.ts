export type { ClientRegistration } from "./client-registry";
export { type EntraOptions, type RunningEntra, startEntra } from "./start-entra";
