import { z } from "zod";
import { Failure } from "../../shared/failure";
import { administratorFunction, endpoint, json } from "../../shared/http";
import { jobId, jobRun } from "../../shared/jobs";
import type { Services } from "../services";

const getRunEndpoint = endpoint({
  operationId: "getRun",
  tag: "Jobs",
  summary: "One recorded run of a job",
  method: "GET",
  route: "api/v1/headquarters/jobs/{jobId}/runs/{runId}",
  access: "administrator",
  path: z.object({ jobId, runId: z.guid() }),
  query: z.strictObject({}),
  answers: { 200: { description: "The run", schema: jobRun } },
});

export const getRun = ({ http, jobStore }: Services) =>
  administratorFunction(getRunEndpoint, http, async ({ path }) => {
    const stored = await jobStore.findRun(path.jobId, path.runId);
    if (stored === undefined) throw new Failure("not-found", "There is no such run.");
    const { etag, ...run } = stored;
    return json(200, run, { etag });
  });
