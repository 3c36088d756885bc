import { type Answer, type EmulatorRequest, type RequestLimit, type Route, slidingWindow } from "../control";
import { type CallerCheck, refuseCaller } from "./caller";
import { refusedByDataverse, throttledByDataverse } from "./dataverse-error";
import { answerDataverseQuery } from "./dataverse-query";
import { dataverseTables, type Table } from "./dataverse-tables";

export interface DataverseOptions extends CallerCheck {
  /** The field of the unified customer that holds the account number; the column is named after it. */
  readonly alternateKey: string;
  /** Azure's service protection limit of a user, if it is not said. */
  readonly limit?: RequestLimit;
}

const azureLimit: RequestLimit = { requests: 6_000, windowMs: 300_000 };
const mostAtOnce = 52;

/** The tables of Customer Insights – Data in Dataverse; `origin` is the organisation's address and the audience. */
export function dataverseRoutes(origin: string, options: DataverseOptions): Route[] {
  const window = slidingWindow(options.limit ?? azureLimit);
  let atOnce = 0;

  async function answer(request: EmulatorRequest, name: string, table: Table): Promise<Answer> {
    const refusal = await refuseCaller(request, origin, options);
    if (refusal) return refusedByDataverse(refusal, options.issuer, origin);
    return answerDataverseQuery(request.query, table, `${origin}/api/data/v9.2/$metadata#${name}`);
  }

  return Object.entries(dataverseTables(`msdynci_${options.alternateKey.toLowerCase()}`)).map(([name, table]) => ({
    operation: name,
    method: "GET",
    path: new RegExp(`^/api/data/v9\\.2/${name}$`),
    async answer(request) {
      const waitMs = window.take();
      if (waitMs > 0) return throttledByDataverse("number", waitMs);
      if (atOnce >= mostAtOnce) return throttledByDataverse("concurrency", 1_000);
      atOnce += 1;
      try {
        return await answer(request, name, table);
      } finally {
        atOnce -= 1;
      }
    },
  }));
}
