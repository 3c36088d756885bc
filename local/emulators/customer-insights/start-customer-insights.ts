import type { Answer, EmulatorRequest, Route, RunningEmulator } from "../control";
import { startHttpEmulator } from "../control";
import { type CallerCheck, refuseCaller } from "./caller";
import { answerCustomerQuery } from "./customer-query";
import { measures } from "./customers";
import { insightsError } from "./insights-error";

export interface CustomerInsightsOptions extends CallerCheck {
  /** 0 for any free one. */
  readonly port: number;
  readonly instanceId: string;
  /** The field of the unified customer that holds the account number. */
  readonly alternateKey: string;
}

export function startCustomerInsights(options: CustomerInsightsOptions): Promise<RunningEmulator> {
  return startHttpEmulator({
    name: "Customer Insights",
    port: options.port,
    routes: (port) => insightsRoutes(`http://localhost:${port}/v1/instances/${options.instanceId}`, options),
  });
}

function insightsRoutes(serviceRoot: string, options: CustomerInsightsOptions): Route[] {
  const { instanceId, alternateKey } = options;
  /** What comes before every operation: the caller and the instance. */
  const route = (operation: string, path: RegExp, answer: (request: EmulatorRequest) => Answer): Route => ({
    operation,
    method: "GET",
    path,
    answer: async (request, instance) => {
      const refusal = await refuseCaller(request, options);
      if (refusal) return refusal;
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
