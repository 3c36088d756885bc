import { CosmosClient } from "@azure/cosmos";
import { wellKnownKey } from "../../../local/emulators/cosmos";
import { channelsDatabase, headquartersDatabase } from "../../../shared/platform/cosmos";

export interface RequestCounts {
  readonly total: number;
  readonly requestUnits: number;
  readonly operations: Readonly<Record<string, { readonly count: number; readonly requestUnits: number }>>;
}

export type GatewayClient = ReturnType<typeof gatewayClient>;

/** The Cosmos gateway as the bench sees it: the product's databases, the bare SDK, and its counts. */
export function gatewayClient(port: number) {
  const endpoint = `http://localhost:${port}`;
  const account = { endpoint, key: wellKnownKey };
  const cosmos = new CosmosClient(account);
  const countsUrl = `${endpoint}/_emulator/requests`;
  return {
    cosmos,
    headquarters: headquartersDatabase(account, noIdentity, "background"),
    channels: channelsDatabase(account, noIdentity),
    resetCounts: async () => {
      await fetch(countsUrl, { method: "DELETE" });
    },
    counts: async () => (await fetch(countsUrl)).json() as Promise<RequestCounts>,
    close: () => cosmos.dispose(),
  };
}

// The account is opened with its key.
const noIdentity = { getToken: async () => null };
