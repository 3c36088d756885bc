export { type CheckReadiness, checkReadiness, type Probe, type Readiness } from "./check-readiness";
