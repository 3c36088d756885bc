import { setMaxListeners } from "node:events";
import type { AddressInfo } from "node:net";
import type { RunningEmulator } from "../control";
import { type BudgetSettings, requestUnitBudgets } from "./http/request-unit-budgets";
import { gatewayServer } from "./http/server";
import { keyRanges } from "./partition-key/key-ranges";
import { openCatalog } from "./storage/catalog";
import { sweepExpired } from "./storage/expiry";
import { groupCommit } from "./storage/group-commit";
import { openStore } from "./storage/store";

export interface CosmosGatewayOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Where the documents are kept; ":memory:" keeps them nowhere. */
  readonly file: string;
  /** The account's key, base64. */
  readonly key: string;
  /** How many physical partitions every container has; 1 if it is not said. */
  readonly partitionKeyRanges?: number | undefined;
  /** Request units per second; without them nothing is throttled. */
  readonly requestUnits?: BudgetSettings | undefined;
}

/** The key that every local Cosmos DB emulator has; no secret. */
export const wellKnownKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

const sweepMs = 1_000;

export async function startCosmosGateway({
  port,
  file,
  key,
  partitionKeyRanges = 1,
  requestUnits = {},
}: CosmosGatewayOptions): Promise<RunningEmulator> {
  const store = openStore(file);
  const catalog = openCatalog(store, keyRanges(partitionKeyRanges));
  const commit = groupCommit(store);
  const closing = new AbortController();
  // Each request that a fault delays listens until its wait is over; a gateway that hangs has many.
  setMaxListeners(0, closing.signal);
  const server = gatewayServer(
    { store, catalog, commit },
    key,
    requestUnitBudgets(requestUnits, () => performance.now()),
    closing.signal,
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const sweeping = setInterval(() => {
    for (const { table, definition } of catalog.openContainers()) {
      if (typeof definition.defaultTtl === "number") sweepExpired(store, table);
    }
  }, sweepMs).unref();
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(sweeping);
      closing.abort();
      commit.flush();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      commit.flush();
      store.close();
    },
  };
}
