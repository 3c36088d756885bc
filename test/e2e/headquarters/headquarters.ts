import { afterAll, beforeAll, expect } from "vitest";
import { type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";

export const problem = (kind: string) => expect.stringMatching(new RegExp(`/problems/${kind}$`));

/** What an administrator does at headquarters, in an environment that a test file shares; configuration is read again each second. */
export function headquarters() {
  let environment: TestEnvironment;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: { CONFIGURATION_CACHE_SECONDS: "1", SIGNAL_GRACE_SECONDS: "1", JOBS_SWITCHED_OFF: "1090,1150" },
      partitionKeyRanges: 3,
    });
    administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  return {
    environment: () => environment,
    administrator: () => administrator,
    asWorker: async (id: string) => api(environment, await environment.token.worker(id)),
    get: (path: string) => administrator.get(`/headquarters${path}`),
    put: (path: string, body: unknown, headers?: Record<string, string>) =>
      administrator.put(`/headquarters${path}`, body, headers),
    remove: (path: string, headers?: Record<string, string>) => administrator.delete(`/headquarters${path}`, headers),

    /** Runs a job by hand and answers how it ended. */
    async run(jobId: string, mode = "delta") {
      const asked = await administrator.post(`/headquarters/jobs/${jobId}/runs`, { mode });
      expect(asked.status).toBe(202);
      expect(asked.body).toMatchObject({ jobId, mode, trigger: "admin", state: "queued", endedAt: null, error: null });
      expect(asked.body.actor).toMatch(/^administrator:./);
      const location = String(asked.headers.get("location"));
      expect(location).toBe(`/api/v1/headquarters/jobs/${jobId}/runs/${asked.body.runId}`);
      return until(`the end of ${jobId}`, async () => {
        const { body, headers } = await administrator.get(location.replace("/api/v1", ""));
        expect(headers.get("etag")).toBeTruthy();
        return body.endedAt !== null && body;
      });
    },
  };
}
