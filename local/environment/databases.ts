import { type ContainerRequest, CosmosClient, PartitionKeyKind } from "@azure/cosmos";
import { databases } from "../../infra/topology.json";
import { wellKnownKey } from "../emulators/cosmos";

export interface ContainerTopology {
  readonly partitionKey: readonly string[];
  readonly defaultTtl?: number;
  readonly indexed: readonly string[];
}

/** Makes the databases and containers of the topology where they are not there yet; on Azure, Bicep makes them. */
export async function createDatabases(cosmosPort: number): Promise<void> {
  const client = new CosmosClient({ endpoint: `http://localhost:${cosmosPort}`, key: wellKnownKey });
  for (const [id, containers] of Object.entries(databases)) {
    const { database } = await client.databases.createIfNotExists({ id });
    for (const [name, topology] of Object.entries<ContainerTopology>(containers)) {
      const { resource } = await database.containers.createIfNotExists(containerRequest(name, topology));
      if (String(resource?.partitionKey?.paths) !== String(topology.partitionKey)) {
        throw new Error(
          `${id}/${name} is of an earlier version of Regulars: npm start -- --reset begins from nothing.`,
        );
      }
    }
  }
  client.dispose();
}

/** A container as the gateway is asked for it; Azure gets the same from infra/modules/cosmos-database.bicep. */
export function containerRequest(
  id: string,
  { partitionKey, defaultTtl, indexed }: ContainerTopology,
): ContainerRequest {
  const kind = partitionKey.length > 1 ? PartitionKeyKind.MultiHash : PartitionKeyKind.Hash;
  return {
    id,
    partitionKey: { paths: [...partitionKey], version: 2, kind },
    indexingPolicy: {
      indexingMode: "consistent",
      automatic: true,
      includedPaths: indexed.map((path) => ({ path: `${path}/?` })),
      excludedPaths: [{ path: "/*" }],
    },
    ...(defaultTtl === undefined ? {} : { defaultTtl }),
  };
}
