import { z } from "zod";
import { administratorFunction, endpoint, json } from "../../shared/http";
import { jobId, jobMode, jobRun } from "../../shared/jobs";
import type { Services } from "../services";

const requestRunEndpoint = endpoint({
  operationId: "requestRun",
  tag: "Jobs",
  summary: "Runs a job now: what changed since its last successful run, or everything",
  method: "POST",
  route: "api/v1/headquarters/jobs/{jobId}/runs",
  access: "administrator",
  path: z.object({ jobId }),
  query: z.strictObject({}),
  body: z.strictObject({ mode: jobMode }),
  answers: { 202: { description: "Queued", schema: jobRun } },
});

export const requestRun = ({ http, requestRun: request }: Services) =>
  administratorFunction(requestRunEndpoint, http, async ({ path, body, actor }) => {
    const run = await request(path.jobId, body.mode, actor);
    return json(202, run, { location: `/api/v1/headquarters/jobs/${run.jobId}/runs/${run.runId}` });
  });
