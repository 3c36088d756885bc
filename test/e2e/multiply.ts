import { randomUUID } from "node:crypto";
import { BulkOperationType, type Container, CosmosClient, type JSONObject, type OperationInput } from "@azure/cosmos";
import { wellKnownKey } from "../../local/emulators/cosmos";
import type { TestEnvironment } from "../environment/test-environment";
import type { Known } from "./use-case-costs";

/** As many operations as one bulk request takes. */
const bulkSize = 100;
const containers = [
  ["headquarters", "customers", "customerId"],
  ["headquarters", "customer-keys", "customerId"],
  ["channels", "customers", "customerId"],
] as const;

/**
 * Puts so many more of one customer into the databases, with all its documents, each under its own id and account
 * number: as if they had been created one by one, but much sooner.
 */
export async function multiply({ emulators }: TestEnvironment, { customerId, accountNumber }: Known, count: number) {
  const client = new CosmosClient({ endpoint: `http://localhost:${emulators.ports.cosmos}`, key: wellKnownKey });
  const others = Array.from({ length: count }, () => {
    const other = randomUUID();
    // Of the same length, and beside those that the sequence gives.
    return [
      other,
      `9${other
        .replace(/\D/g, "")
        .padEnd(10, "0")
        .slice(0, accountNumber.length - 1)}`,
    ] as const;
  });
  await Promise.all(
    containers.map(async ([database, id, owner]) => {
      const container = client.database(database).container(id);
      const query = {
        query: `SELECT * FROM c WHERE c.${owner} = @id`,
        parameters: [{ name: "@id", value: customerId }],
      };
      const { resources } = await container.items.query<object>(query).fetchAll();
      const text = JSON.stringify(resources);
      const copies = others.flatMap(([otherId, number]) =>
        JSON.parse(text.replaceAll(customerId, otherId).replaceAll(accountNumber, number)),
      );
      await createAll(container, copies);
    }),
  );
}

async function createAll(container: Container, documents: readonly JSONObject[]): Promise<void> {
  for (let from = 0; from < documents.length; from += bulkSize) {
    const operations = documents
      .slice(from, from + bulkSize)
      .map((resourceBody): OperationInput => ({ operationType: BulkOperationType.Create, resourceBody }));
    for (const { statusCode } of await container.items.bulk(operations))
      if (statusCode !== 201) throw new Error(`A copy was answered with ${statusCode}.`);
  }
}
