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
  const open = (token: string, connections = given.connections) => {
    const client = httpClient(host.baseUrl, token, connections);
    clients.push(client);
    return client;
  };
  const worker: ScenarioContext["worker"] = async (workerId, connections) =>
    open(await environment.tokens.worker(externalIdOf(workerId)), connections);
  const context: ScenarioContext = {
    ...given,
    environment,
    host,
    newCustomers: newCustomers(given.seed, given.run),
    worker,
    client: (store, connections) => worker(workers[store], connections),
    administrator: async () => open(await environment.tokens.administrator(), 1),
  };
  return {
    context,
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
