import { randomUUID } from "node:crypto";
import type { Answer } from "../control";

/** An OAuth error as Entra words it: `code` is the AADSTS number. */
export function entraError(status: number, error: string, code: number, description: string): Answer {
  const timestamp = new Date()
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  const traceId = randomUUID();
  const correlationId = randomUUID();
  return {
    status,
    headers: { "cache-control": "no-store" },
    body: {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
    },
  };
}

export function unknownTenant(error: string, tenant: string): Answer {
  return entraError(
    400,
    error,
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
  );
}
