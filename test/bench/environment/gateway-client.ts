import { CosmosClient } from "@azure/cosmos";
import { wellKnownKey } from "../../../local/emulators/cosmos";
import { channelsDatabase, headquartersDatabase } from "../../../shared/platform/cosmos";
import { requestCounter } from "./request-counts";

export type GatewayClient = ReturnType<typeof gatewayClient>;

/** The Cosmos gateway as the bench sees it: the product's databases, the bare SDK, and its counts. */
export function gatewayClient(port: number) {
  const account = { endpoint: `http://localhost:${port}`, key: wellKnownKey };
  const cosmos = new CosmosClient(account);
  return {
    cosmos,
    headquarters: headquartersDatabase(account, noIdentity, "background"),
    channels: channelsDatabase(account, noIdentity),
    ...requestCounter(port),
    close: () => cosmos.dispose(),
  };
}

// The account is opened with its key.
const noIdentity = { getToken: async () => null };
