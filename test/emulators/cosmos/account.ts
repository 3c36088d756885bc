import { type Container, type ContainerDefinition, CosmosClient, type Database, PartitionKeyKind } from "@azure/cosmos";
import { afterAll, beforeAll } from "vitest";
import type { RunningEmulator } from "../../../local/emulators/control";
import { startCosmosGateway, wellKnownKey } from "../../../local/emulators/cosmos";

export interface TestAccount {
  /** Of the running gateway, without a slash at the end. */
  endpoint(): string;
  client(): CosmosClient;
  /** A container of its own for the caller, partitioned by `/pk` unless it says otherwise. */
  container(definition?: Partial<ContainerDefinition>): Promise<Container>;
}

/** A gateway for the tests of one file, on any free port, with its documents in memory. */
export function testAccount(partitionKeyRanges = 1): TestAccount {
  let gateway: RunningEmulator;
  let client: CosmosClient;
  let database: Database;
  let containers = 0;
  const endpoint = () => `http://127.0.0.1:${gateway.port}`;
  beforeAll(async () => {
    gateway = await startCosmosGateway({ port: 0, file: ":memory:", key: wellKnownKey, partitionKeyRanges });
    client = cosmosClient(endpoint());
    ({ database } = await client.databases.createIfNotExists({ id: "headquarters" }));
  });
  afterAll(async () => {
    client.dispose();
    await gateway.close();
  });
  return {
    endpoint,
    client: () => client,
    async container(definition = {}) {
      containers += 1;
      const { container } = await database.containers.create({
        id: `container${containers}`,
        partitionKey: { paths: ["/pk"] },
        ...definition,
      });
      return container;
    },
  };
}

export function cosmosClient(endpoint: string, key = wellKnownKey): CosmosClient {
  return new CosmosClient({
    endpoint,
    key,
    connectionPolicy: {
      enableEndpointDiscovery: false,
      retryOptions: { maxRetryAttemptCount: 3, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 5 },
    },
  });
}

export const hierarchicalKey = { paths: ["/group", "/customer"], kind: PartitionKeyKind.MultiHash, version: 2 };

/** The status that the SDK's promise was rejected with, or "done". */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "done",
    (error: { readonly code?: unknown }) => error.code,
  );
}

export function ifMatch(condition: string) {
  return { accessCondition: { type: "IfMatch", condition } };
}
