import { z } from "zod";
import { anonymousFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const dependency = z.object({ name: z.string(), state: z.enum(["up", "down"]), latencyMs: z.number() });
const readinessView = z.object({
  state: z.enum(["ready", "notReady"]),
  dependencies: z.array(dependency),
  warnings: z.array(z.string()),
});

const readinessEndpoint = endpoint({
  operationId: "getReadiness",
  tag: "Service",
  summary: "Whether every dependency answers, and how fast",
  method: "GET",
  route: "api/health/ready",
  access: "anonymous",
  answers: {
    200: { description: "All are up", schema: readinessView },
    503: { description: "At least one is down", schema: readinessView },
  },
});

export const readiness = ({ http, checkReadiness }: Services) =>
  anonymousFunction(readinessEndpoint, http, async () => {
    const state = await checkReadiness();
    return json(state.state === "ready" ? 200 : 503, state);
  });
