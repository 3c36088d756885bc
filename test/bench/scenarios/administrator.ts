import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Call, HttpClient } from "../load/http-client";

export const headquarters = "/api/v1/headquarters";

/** The body of an answer to a call of which nothing but success is expected; throws on anything else. */
export async function done(client: HttpClient, call: Call): Promise<Answer["body"]> {
  const { status, body } = await client.send(call);
  if (status >= 300) throw new Error(`${call.method} ${call.path} was answered with ${status}: ${body.detail}`);
  return body;
}

/** Runs the jobs one after the other, each to its end. */
export async function runJobs(administrator: HttpClient, jobIds: readonly string[]): Promise<void> {
  for (const jobId of jobIds) {
    const path = `${headquarters}/jobs/${jobId}/runs`;
    const { runId } = await done(administrator, { method: "POST", path, body: JSON.stringify({ mode: "delta" }) });
    while ((await done(administrator, { method: "GET", path: `${path}/${runId}` })).endedAt === null) await delay(50);
  }
}
