import { z } from "zod";
import { type ListRowResults, type RowResult, rowResult } from "../../imports";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";

const record = z.object({ results: z.array(rowResult) });

/** The records that an import's steps left, in the order of their rows; each holds the results of many. */
export function cosmosRowResults({ tasks }: Pick<HeadquartersDatabase, "tasks">): ListRowResults {
  return (importId, { outcomes, after, top }) =>
    reaching("headquarters-unavailable", async () => {
      const any = outcomes.map((_, index) => `ARRAY_CONTAINS(c.outcomes, @outcome${index})`).join(" OR ");
      const withOutcome = any === "" ? "" : ` AND (${any})`;
      const query = `SELECT c.results FROM c WHERE c.type = 'record' AND c.lastRow > @after${withOutcome} ORDER BY c.lastRow`;
      const parameters = [
        { name: "@after", value: after },
        ...outcomes.map((value, index) => ({ name: `@outcome${index}`, value })),
      ];
      const pages = tasks.items.query({ query, parameters }, { partitionKey: importId, maxItemCount: 1 });
      const found: RowResult[] = [];
      while (found.length <= top && pages.hasMoreResults()) {
        const { resources } = await pages.fetchNext();
        const results = resources.flatMap((read) => record.parse(read).results);
        found.push(...results.filter((one) => one.row > after && (any === "" || outcomes.includes(one.outcome))));
      }
      const results = found.slice(0, top);
      return { results, after: found.length > top ? results.at(-1)?.row : undefined };
    });
}
