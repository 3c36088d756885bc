import type { Answer, EmulatorRequest, Route, RunningEmulator } from "../control";
import { startHttpEmulator } from "../control";
import { type CallerCheck, refuseCaller } from "./caller";
import { answerCustomerQuery } from "./customer-query";
import { measures } from "./customers";
import { refusedByDataverse } from "./dataverse-error";
import { answerDataverseQuery } from "./dataverse-query";
import { dataverseTables } from "./dataverse-tables";
import { insightsError, refused } from "./insights-error";

export interface CustomerInsightsOptions extends CallerCheck {
  /** 0 for any free one. */
  readonly port: number;
  /** Of tokens for the Data API; those for Dataverse have its own address. */
  readonly audience: string;
  readonly instanceId: string;
  /** The field of the unified customer that holds the account number; in Dataverse its column is named after it. */
  readonly alternateKey: string;
}

export function startCustomerInsights(options: CustomerInsightsOptions): Promise<RunningEmulator> {
  return startHttpEmulator({
    name: "Customer Insights",
    port: options.port,
    routes: (port) => {
      const origin = `http://localhost:${port}`;
      return [
        ...dataApiRoutes(`${origin}/v1/instances/${options.instanceId}`, options),
        ...dataverseRoutes(origin, options),
      ];
    },
  });
}

function dataApiRoutes(serviceRoot: string, options: CustomerInsightsOptions): Route[] {
  const { instanceId, alternateKey, audience } = options;
  /** What comes before every operation: the caller and the instance. */
  const route = (operation: string, path: RegExp, answer: (request: EmulatorRequest) => Answer): Route => ({
    operation,
    method: "GET",
    path,
    answer: async (request, instance) => {
      const refusal = await refuseCaller(request, audience, options);
      if (refusal) return refused(refusal);
      return instance === instanceId
        ? answer(request)
        : insightsError(404, "InstanceNotFound", `There is no instance ${instance}.`);
    },
  });
  const context = `${serviceRoot}/data/$metadata#Customer`;
  return [
    route("customers", /^\/v1\/instances\/([^/]+)\/data\/Customer$/, ({ query }) =>
      answerCustomerQuery(query, alternateKey, context),
    ),
    route("measures", /^\/v1\/instances\/([^/]+)\/measures$/, () => ({ status: 200, body: measures })),
  ];
}

function dataverseRoutes(origin: string, options: CustomerInsightsOptions): Route[] {
  const tables = dataverseTables(`msdynci_${options.alternateKey.toLowerCase()}`);
  return Object.entries(tables).map(([name, table]) => ({
    operation: name,
    method: "GET",
    path: new RegExp(`^/api/data/v9\\.2/${name}$`),
    answer: async (request) => {
      const refusal = await refuseCaller(request, origin, options);
      if (refusal) return refusedByDataverse(refusal, options.issuer, origin);
      return answerDataverseQuery(request.query, table, `${origin}/api/data/v9.2/$metadata#${name}`);
    },
  }));
}
