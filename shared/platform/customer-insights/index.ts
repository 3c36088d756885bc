import type { InsightsConnection, ReadMeasures, TryInsights } from "../../customer-insights";
import type { Log } from "../../log";
import { type AuthoritySettings, type ClientSecret, clientSecretCredential } from "../identity";
import type { ReadSecret } from "../key-vault/read-secret";
import type { Settings } from "../settings";
import { chosenApi } from "./chosen-api";
import { insightsAccess } from "./insights-access";
import { insightsMeasures } from "./insights-measures";
import { insightsRequests } from "./insights-request";
import { insightsTrial } from "./insights-trial";

export type InsightsAdapterSettings = AuthoritySettings &
  Pick<
    Settings,
    | "CUSTOMER_INSIGHTS_DEADLINE_MS"
    | "CUSTOMER_INSIGHTS_CACHE_SECONDS"
    | "CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS"
    | "CUSTOMER_INSIGHTS_CONCURRENCY"
    | "CUSTOMER_INSIGHTS_BREAKER_FAILURES"
    | "CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS"
  >;

/** Customer Insights by either of its APIs: measures for cards, and a trial of settings. */
export function customerInsights(
  settings: InsightsAdapterSettings,
  readSecret: ReadSecret,
  log: Log,
): { readonly readMeasures: ReadMeasures; readonly tryInsights: TryInsights } {
  const access = { readSecret, credentialOf: (client: ClientSecret) => clientSecretCredential(client, settings) };
  const sourceOf = (connection: InsightsConnection) =>
    chosenApi(connection, insightsRequests(connection.endpoint, insightsAccess(connection, access)));
  const limits = {
    deadlineMs: settings.CUSTOMER_INSIGHTS_DEADLINE_MS,
    cacheMs: settings.CUSTOMER_INSIGHTS_CACHE_SECONDS * 1000,
    unknownCacheMs: settings.CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS * 1000,
    concurrency: settings.CUSTOMER_INSIGHTS_CONCURRENCY,
    failures: settings.CUSTOMER_INSIGHTS_BREAKER_FAILURES,
    pauseMs: settings.CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS,
  };
  return { readMeasures: insightsMeasures(sourceOf, limits, log), tryInsights: insightsTrial(access) };
}
