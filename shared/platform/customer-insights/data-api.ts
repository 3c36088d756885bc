import { z } from "zod";
import type { InsightsConnection } from "../../customer-insights";
import { type AskInsights, odataList } from "./insights-request";
import type { InsightsSource } from "./insights-source";
import { isOneOf } from "./odata-filter";

const measureList = z.array(z.object({ name: z.string(), displayName: z.string().nullish() }));

const measures = z.record(z.string(), z.unknown());
/** The one row of a customer in `Customer_Measure`, which may come alone or in a list. */
const expanded = z.union([measures, z.array(measures).transform(([first]) => first)]).nullish();
const customers = odataList(z.looseObject({ Customer_Measure: expanded }));

/** The Customer Insights – Data API. */
export function dataApi({ instanceId, alternateCustomerId }: InsightsConnection, ask: AskInsights): InsightsSource {
  const instance = `/v1/instances/${encodeURIComponent(instanceId)}`;
  return {
    async listMeasures() {
      const list = await ask(`${instance}/measures`, {}, measureList);
      return list.map(({ name, displayName }) => ({ name, label: displayName ?? name }));
    },
    async findCustomers(accountNumbers) {
      const query = { $filter: isOneOf(alternateCustomerId, accountNumbers), $expand: "Customer_Measure" };
      const { value } = await ask(`${instance}/data/Customer`, query, customers);
      return new Map(value.map((row) => [String(row[alternateCustomerId]), row.Customer_Measure ?? {}]));
    },
  };
}
