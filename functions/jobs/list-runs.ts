import { z } from "zod";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import { jobId, jobRun } from "../../shared/jobs";
import type { Services } from "../services";

const listRunsEndpoint = endpoint({
  operationId: "listRuns",
  tag: "Jobs",
  summary: "The recorded runs of a job, newest first",
  method: "GET",
  route: "api/v1/headquarters/jobs/{jobId}/runs",
  access: "administrator",
  path: z.object({ jobId }),
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "Runs", schema: pageOf(jobRun) } },
});

export const listRuns = ({ http, jobStore }: Services) =>
  administratorFunction(listRunsEndpoint, http, async ({ path, query }) => {
    const { runs, continuation } = await jobStore.listRuns(path.jobId, query.top, query.continuationToken);
    return json(200, { items: runs, continuationToken: continuation ?? null });
  });
