import { randomUUID } from "node:crypto";
import { type Container, PartitionKeyKind } from "@azure/cosmos";
import { databases } from "../../../infra/topology.json";
import { preloadedDocuments } from "../customers/preload-documents";
import type { GatewayClient } from "../environment/gateway-client";
import { loopScenario } from "./loop-scenario";

/**
 * What everything else is held against: the bare SDK's `items.create` of headquarters' customer documents, in a
 * container that is indexed like theirs, with the functions host idle.
 */
export const yardstick = loopScenario({
  name: "yardstick",
  async work({ environment: { gateway }, seed }) {
    const container = await yardstickContainer(gateway);
    const documents = await preloadedDocuments(gateway, seed);
    const samples = Array.from({ length: 200 }, (_, index) => documents(index).headquarters);
    let next = 0;
    return async () => {
      const sample = samples[next++ % samples.length];
      const id = randomUUID();
      const { resource } = await container.items.create({ ...sample, id, customerId: id });
      return resource?.id === id || `created ${resource?.id} instead of ${id}`;
    };
  },
});

async function yardstickContainer({ cosmos }: GatewayClient): Promise<Container> {
  const { partitionKey, indexed } = databases.headquarters.customers;
  const { database } = await cosmos.databases.createIfNotExists({ id: "yardstick" });
  const { container } = await database.containers.createIfNotExists({
    id: "customers",
    partitionKey: { paths: partitionKey, version: 2, kind: PartitionKeyKind.Hash },
    indexingPolicy: {
      includedPaths: indexed.map((path) => ({ path: `${path}/?` })),
      excludedPaths: [{ path: "/*" }],
    },
  });
  return container;
}
