import type { Settings } from "../../shared/platform/settings";
import { administrationServices } from "./administration-services";
import { clientDistribution } from "./client-distribution";
import { clientelingServices } from "./clienteling-services";
import { configurationServices } from "./configuration-services";
import { connect } from "./connections";
import { customerAdmission } from "./customer-admission";
import { customerServices } from "./customer-services";
import { httpServices } from "./http-services";
import { importServices } from "./import-services";
import { insightsServices } from "./insights-services";
import { jobServices } from "./job-services";
import { operationServices } from "./operation-services";
import { readiness } from "./readiness";
import { taskServices } from "./task-services";
import { telemetry } from "./telemetry";
import { visibilityServices } from "./visibility-services";

export type Services = ReturnType<typeof createServices>;

/** Wires every use case to its adapters, an area in a file. Nothing is called before the first request needs it. */
export function createServices(settings: Settings) {
  const connections = connect(settings);
  const insights = insightsServices(settings, connections);
  const admission = customerAdmission(connections);
  const distribution = clientDistribution(connections);
  const customers = customerServices(settings, connections, admission, distribution);
  const http = httpServices(settings, connections);
  const operations = operationServices(settings, connections, http);
  const administration = administrationServices(connections, admission, distribution);
  const imports = importServices(settings, connections, admission, http);
  const jobs = jobServices(settings, connections, operations);
  return {
    http,
    log: connections.common.log,
    ...customers,
    ...clientelingServices(connections, customers, distribution, insights.readMeasures),
    ...operations,
    ...jobs,
    ...visibilityServices(connections, jobs),
    ...configurationServices(connections),
    ...administration.services,
    ...imports.services,
    ...taskServices(settings, connections, { ...imports.tasks, ...administration.tasks }),
    ...insights,
    checkReadiness: readiness(settings, connections, insights),
    telemetry: telemetry(settings, connections),
  };
}
