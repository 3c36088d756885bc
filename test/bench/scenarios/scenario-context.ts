import { externalIdOf } from "../../../local/seed/organisation";
import { newCustomers } from "../customers/new-customers";
import type { BenchEnvironment, FunctionsHost } from "../environment/bench-environment";
import { type HttpClient, httpClient } from "../load/http-client";
import type { ScenarioContext } from "./scenario";

const workers = { houston: "000160", "san-francisco": "000170" };

type Given = Pick<ScenarioContext, "connections" | "seconds" | "operations" | "rate" | "seed" | "customers" | "top"> & {
  /** Tells apart runs on the same data. */
  readonly run?: number;
};

/** What scenarios need, and an end for what they opened. */
export function scenarioContext(environment: BenchEnvironment, host: FunctionsHost, given: Given) {
  const clients: HttpClient[] = [];
  const context: ScenarioContext = {
    ...given,
    environment,
    host,
    newCustomers: newCustomers(given.seed, given.run),
    async client(store, connections = given.connections) {
      const token = await environment.tokens.worker(externalIdOf(workers[store]));
      const client = httpClient(host.baseUrl, token, connections);
      clients.push(client);
      return client;
    },
  };
  return {
    context,
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
