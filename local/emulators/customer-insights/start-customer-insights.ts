import type { Answer, EmulatorRequest, Route, RunningEmulator } from "../control";
import { startHttpEmulator } from "../control";
import { refuseCaller } from "./caller";
import { answerCustomerQuery } from "./customer-query";
import { measures } from "./customers";
import { type DataverseOptions, dataverseRoutes } from "./dataverse-routes";
import { insightsError, refused } from "./insights-error";

export interface CustomerInsightsOptions extends DataverseOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Of tokens for the Data API; those for Dataverse have its own address. */
  readonly audience: string;
  readonly instanceId: string;
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
