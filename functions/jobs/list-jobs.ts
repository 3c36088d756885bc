import { z } from "zod";
import { administratorFunction, endpoint, json, pageOf, pageOfWhole, pageQuery } from "../../shared/http";
import { type JobId, jobId, jobNames, jobRun } from "../../shared/jobs";
import type { Services } from "../services";

const job = z.object({ jobId, name: z.string(), switchedOff: z.boolean(), lastRun: jobRun.nullable() });

const listJobsEndpoint = endpoint({
  operationId: "listJobs",
  tag: "Jobs",
  summary: "The distribution jobs, each with its last run",
  method: "GET",
  route: "api/v1/headquarters/jobs",
  access: "administrator",
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "All jobs", schema: pageOf(job) } },
});

export const listJobs = ({ http, jobStore, switchedOffJobs }: Services) =>
  administratorFunction(listJobsEndpoint, http, async ({ query }) => {
    const items = await Promise.all(
      (Object.entries(jobNames) as [JobId, string][]).map(async ([id, name]) => {
        const { runs } = await jobStore.listRuns(id, 1);
        return { jobId: id, name, switchedOff: switchedOffJobs.has(id), lastRun: runs[0] ?? null };
      }),
    );
    return json(
      200,
      pageOfWhole(items, ({ jobId: id }) => id, query),
    );
  });
