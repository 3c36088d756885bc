export { type CheckReadiness, checkReadiness, type FindWarnings, type Probe, type Readiness } from "./check-readiness";
