import { type Container, CosmosClient } from "@azure/cosmos";
import type { TokenCredential } from "@azure/identity";

export interface DatabaseSettings {
  readonly endpoint: string;
  /** Only where there is no identity to use: the local gateway. */
  readonly key?: string | undefined;
}

export interface HeadquartersDatabase {
  readonly customers: Container;
  readonly customerKeys: Container;
  readonly configuration: Container;
  readonly jobs: Container;
}

export interface ChannelsDatabase {
  readonly customers: Container;
  readonly configuration: Container;
}

/** How a client waits out throttling: a call that somebody waits for gives up at once, background work is patient. */
export type Patience = "realTime" | "background";

const retryOptions = {
  realTime: { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 },
  background: { maxRetryAttemptCount: 9, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 30 },
};

export function headquartersDatabase(
  settings: DatabaseSettings,
  credential: TokenCredential,
  patience: Patience,
): HeadquartersDatabase {
  const database = cosmosClient(settings, credential, patience).database("headquarters");
  return {
    customers: database.container("customers"),
    customerKeys: database.container("customer-keys"),
    configuration: database.container("configuration"),
    jobs: database.container("jobs"),
  };
}

export function channelsDatabase(settings: DatabaseSettings, credential: TokenCredential): ChannelsDatabase {
  const database = cosmosClient(settings, credential, "background").database("channels");
  return { customers: database.container("customers"), configuration: database.container("channel-configuration") };
}

function cosmosClient(
  { endpoint, key }: DatabaseSettings,
  aadCredentials: TokenCredential,
  patience: Patience,
): CosmosClient {
  return new CosmosClient({
    endpoint,
    ...(key === undefined ? { aadCredentials } : { key }),
    connectionPolicy: { retryOptions: retryOptions[patience], enableBackgroundEndpointRefreshing: false },
  });
}
