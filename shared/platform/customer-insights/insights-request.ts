import { z } from "zod";
import { Failure } from "../../failure";
import { faultName } from "../../log";
import { callDependency, markFailed } from "../telemetry";
import type { InsightsAccess } from "./insights-access";

/** Asks the API for JSON. Rejects with `dependency-unavailable`, whose message says why. */
export type AskInsights = <Schema extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string>>,
  answer: Schema,
) => Promise<z.output<Schema>>;

/** How long a request may take. Cards do not wait for it: what comes late is there for the next look. */
const timeoutMs = 3_000;

/** An OData answer that is whole: no more keys are asked for than fit one page. */
export const odataList = <Row extends z.ZodType>(row: Row) =>
  z.object({ value: z.array(row), "@odata.nextLink": z.undefined().optional() });

/** Requests with the token of `access`; when the API refuses it, once more with another one (I3). */
export function insightsRequests(endpoint: string, access: InsightsAccess): AskInsights {
  const base = endpoint.replace(/\/+$/, "");
  return async (path, query, answer) => {
    const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const url = `${base}${path}${search.length === 0 ? "" : `?${search.join("&")}`}`;
    const token = await access.token();
    const first = await send(url, token);
    const response = first.status === 401 ? await send(url, await access.renew(token)) : first;
    if (!response.ok) throw refusal(response);
    return parsed(response, answer);
  };
}

async function send(url: string, token: string): Promise<Response> {
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    "odata-version": "4.0",
    "odata-maxversion": "4.0",
  };
  // Its address holds account numbers, and stays out of the span.
  const call = { system: "customer-insights", operation: "GET", target: new URL(url).host } as const;
  try {
    return await callDependency(call, async (span) => {
      const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
      span.setAttribute("http.response.status_code", response.status);
      if (!response.ok) markFailed(span, String(response.status));
      return response;
    });
  } catch (error) {
    throw unreachable(error);
  }
}

function refusal(response: Response): Failure {
  void response.body?.cancel();
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  return new Failure("dependency-unavailable", `Customer Insights answered ${response.status}.`, retryAfter);
}

async function parsed<Schema extends z.ZodType>(response: Response, answer: Schema): Promise<z.output<Schema>> {
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw unreachable(error);
    throw new Failure("dependency-unavailable", "Customer Insights answered what is no JSON.");
  }
  const read = answer.safeParse(body);
  if (read.success) return read.data;
  throw new Failure("dependency-unavailable", "Customer Insights answered in a shape that is not known.");
}

const unreachable = (error: unknown) =>
  new Failure("dependency-unavailable", `Customer Insights could not be reached (${faultName(error)}).`, {
    cause: error,
  });
