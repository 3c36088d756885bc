import type { InsightsConnection } from "../../customer-insights";
import { dataApi } from "./data-api";
import { dataverse } from "./dataverse";
import type { AskInsights } from "./insights-request";
import type { InsightsSource } from "./insights-source";

/** The API that the settings choose (I6). */
export function chosenApi(connection: InsightsConnection, ask: AskInsights): InsightsSource {
  return connection.api === "insights" ? dataApi(connection, ask) : dataverse(connection, ask);
}
