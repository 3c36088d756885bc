/** A file for each rule that breaks this rule and no other. */
export const planted: Readonly<Record<string, { readonly file: string; readonly text: string }>> = {
  "no-cycles": { file: "shared/jobs/planted-cycle.ts", text: 'export * as again from "./planted-cycle";' },
  "shared-knows-no-functions": {
    file: "shared/http/planted-inwards.ts",
    text: 'export { createServices } from "../../functions/services";',
  },
  "functions-know-no-local": {
    file: "functions/jobs/planted-local.ts",
    text: 'export { localPorts } from "../../local/environment/ports";',
  },
  "areas-know-no-platform": {
    file: "shared/customers/planted-platform.ts",
    text: 'export type { Settings } from "../platform/settings";',
  },
  "areas-through-the-front-door": {
    file: "shared/jobs/planted-side-door.ts",
    text: 'export type { Customer } from "../customers/customer";',
  },
  "azure-only-in-platform": {
    file: "shared/http/planted-azure.ts",
    text: 'export type { Container } from "@azure/cosmos";',
  },
  "areas-know-no-trigger": {
    file: "shared/headquarters/planted-trigger.ts",
    text: 'export type { HttpRequest } from "@azure/functions";',
  },
  "wiring-in-one-place": {
    file: "functions/customers/planted-wiring.ts",
    text: 'export { cachedFor } from "../../shared/platform/cache";',
  },
  "emulators-stand-alone": {
    file: "local/emulators/entra/planted-domain.ts",
    text: 'export type { Customer } from "../../../shared/customers";',
  },
  "no-dev-dependency-at-run-time": {
    file: "functions/service/planted-dev-dependency.ts",
    text: 'export { CronDate } from "cron-parser";',
  },
};
