import { type Container, CosmosClient, type CosmosClientOptions, type Plugin } from "@azure/cosmos";
import type { TokenCredential } from "@azure/identity";
import { repeatFailedLookUps } from "./failed-look-ups";
import { noteRefusal } from "./refusal";
import { requestLimit } from "./request-limit";
import { requestSpan } from "./request-span";
import { throttlePause } from "./throttle-pause";

export interface DatabaseSettings {
  readonly endpoint: string;
  /** Only where there is no identity to use: the local gateway. */
  readonly key?: string | undefined;
}

export interface HeadquartersDatabase {
  readonly customers: Container;
  readonly customerKeys: Container;
  readonly clientBooks: Container;
  readonly configuration: Container;
  readonly jobs: Container;
  readonly tasks: Container;
}

export interface ChannelsDatabase {
  readonly customers: Container;
  readonly clientBookCards: Container;
  readonly configuration: Container;
}

/**
 * How long a client waits for an answer, and for throttling to end: headquarters gives way to the channel at once when
 * somebody at a till waits, the channel database is tried for two seconds, work in the background is patient and waits
 * as a whole when one request is throttled.
 */
const patience = {
  realTime: { limitMs: 2_000, retryOptions: retries(0, 0) },
  channel: { limitMs: 5_000, retryOptions: retries(5, 2) },
  background: { limitMs: 15_000, retryOptions: retries(9, 10) },
};
export type Patience = keyof typeof patience;

export function headquartersDatabase(
  settings: DatabaseSettings,
  credential: TokenCredential,
  kind: Patience,
): HeadquartersDatabase {
  const database = cosmosClient(settings, credential, kind).database("headquarters");
  return {
    customers: database.container("customers"),
    customerKeys: database.container("customer-keys"),
    clientBooks: database.container("client-books"),
    configuration: database.container("configuration"),
    jobs: database.container("jobs"),
    tasks: database.container("tasks"),
  };
}

export function channelsDatabase(settings: DatabaseSettings, credential: TokenCredential): ChannelsDatabase {
  const database = cosmosClient(settings, credential, "channel").database("channels");
  return {
    customers: database.container("customers"),
    clientBookCards: database.container("client-book-cards"),
    configuration: database.container("channel-configuration"),
  };
}

function cosmosClient(
  { endpoint, key }: DatabaseSettings,
  aadCredentials: TokenCredential,
  kind: Patience,
): CosmosClient {
  const { limitMs, retryOptions } = patience[kind];
  const client = new CosmosClient({
    endpoint,
    ...(key === undefined ? { aadCredentials } : { key }),
    ...withPlugins(
      noteRefusal,
      requestLimit(limitMs),
      ...(kind === "background" ? [throttlePause()] : []),
      requestSpan,
    ),
    connectionPolicy: { requestTimeout: limitMs, retryOptions, enableBackgroundEndpointRefreshing: false },
  });
  return repeatFailedLookUps(client);
}

function retries(maxRetryAttemptCount: number, maxWaitTimeInSeconds: number) {
  return { maxRetryAttemptCount, maxWaitTimeInSeconds, fixedRetryIntervalInMilliseconds: 0 };
}

/** For each attempt of a request. The SDK exports the types of plugins, and leaves them out of the type of its options. */
function withPlugins(...plugins: readonly Plugin<unknown>[]): Partial<CosmosClientOptions> {
  const options = { plugins: plugins.map((plugin) => ({ on: "request", plugin })) };
  return options as Partial<CosmosClientOptions>;
}
