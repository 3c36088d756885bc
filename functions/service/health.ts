import { z } from "zod";
import { anonymousFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const healthEndpoint = endpoint({
  operationId: "getHealth",
  tag: "Service",
  summary: "Whether the service runs; asks no dependency",
  method: "GET",
  route: "api/health",
  access: "anonymous",
  answers: { 200: { description: "It runs", schema: z.object({ state: z.literal("up") }) } },
});

export const health = ({ http }: Services) =>
  anonymousFunction(healthEndpoint, http, async () => json(200, { state: "up" }));
