import { z } from "zod";
import type { InsightsConnection } from "../../customer-insights";
import { type AskInsights, odataList } from "./insights-request";
import type { InsightsSource } from "./insights-source";
import { equalsOneOf } from "./odata-filter";

const profiles = odataList(z.looseObject({ msdynci_customerid: z.string() }));

/** A JSON object in a text: measures by name, beside the customer's id. */
const measuresText = z.string().transform((text, context): Record<string, unknown> => {
  try {
    const { CustomerId: _, ...measures } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    return measures;
  } catch {
    context.addIssue({ code: "custom", message: "The measures are no JSON object." });
    return z.NEVER;
  }
});
const measureRows = odataList(z.object({ msdynci_measures: measuresText }));
const customerMeasures = odataList(z.object({ msdynci_customerid: z.string(), msdynci_measures: measuresText }));

/** How many customers' measures are looked at to learn which ones there are: Dataverse has no list of them. */
const sampled = "50";

/** The tables that Customer Insights – Data keeps in Dataverse. */
export function dataverse({ alternateCustomerId }: InsightsConnection, ask: AskInsights): InsightsSource {
  const root = "/api/data/v9.2";
  return {
    async listMeasures() {
      const query = { $select: "msdynci_measures", $top: sampled };
      const { value } = await ask(`${root}/msdynci_customermeasures`, query, measureRows);
      const names = new Set(value.flatMap((row) => Object.keys(row.msdynci_measures)));
      return [...names].map((name) => ({ name, label: name }));
    },
    async findCustomers(accountNumbers) {
      const named = { $select: `msdynci_customerid,${alternateCustomerId}` };
      const known = await ask(
        `${root}/msdynci_customerprofiles`,
        { ...named, $filter: equalsOneOf(alternateCustomerId, accountNumbers) },
        profiles,
      );
      const ids = known.value.map((row) => row.msdynci_customerid);
      if (ids.length === 0) return new Map();
      const { value } = await ask(
        `${root}/msdynci_customermeasures`,
        { $select: "msdynci_customerid,msdynci_measures", $filter: equalsOneOf("msdynci_customerid", ids) },
        customerMeasures,
      );
      const measures = new Map(value.map((row) => [row.msdynci_customerid, row.msdynci_measures]));
      return new Map(
        known.value.map((row) => [String(row[alternateCustomerId]), measures.get(row.msdynci_customerid) ?? {}]),
      );
    },
  };
}
