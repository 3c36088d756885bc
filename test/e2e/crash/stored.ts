import { CosmosClient } from "@azure/cosmos";
import { expect } from "vitest";
import { wellKnownKey } from "../../../local/emulators/cosmos";
import type { TestEnvironment } from "../../environment/test-environment";

export interface StoredCustomer {
  readonly customerId: string;
  readonly accountNumber: string | null;
}

export interface StoredCopy extends StoredCustomer {
  readonly syncState: string;
}

const numbers = "SELECT c.customerId, c.customer.accountNumber, c.syncState FROM c WHERE c.type = 'customer'";

const clients = new Map<number, CosmosClient>();

function clientOf({ emulators }: TestEnvironment): CosmosClient {
  const { cosmos } = emulators.ports;
  const client = clients.get(cosmos) ?? new CosmosClient({ endpoint: `http://localhost:${cosmos}`, key: wellKnownKey });
  clients.set(cosmos, client);
  return client;
}

/** What the databases really hold, read past the product with the SDK. */
export function stored(environment: TestEnvironment) {
  const client = clientOf(environment);
  const all = async <Read>(database: string, container: string, query: string): Promise<Read[]> =>
    (await client.database(database).container(container).items.query<Read>(query).fetchAll()).resources;
  return {
    /** A point read: no fault that is meant for writes strikes it. */
    isAtHeadquarters: async (customerId: string) => {
      const { statusCode } = await client
        .database("headquarters")
        .container("customers")
        .item(customerId, customerId)
        .read();
      return statusCode === 200;
    },
    /** The associates in whose client books headquarters has the customer. */
    clientBooksOf: async (customerId: string): Promise<readonly string[]> => {
      const membership = client.database("headquarters").container("customers").item("membership", customerId);
      const { resource } = await membership.read<{ entries: readonly { workerId: string }[] }>();
      return (resource?.entries ?? []).map(({ workerId }) => workerId);
    },
    atHeadquarters: () => all<StoredCustomer>("headquarters", "customers", numbers),
    claims: () => all<{ key: string; customerId: string }>("headquarters", "customer-keys", "SELECT * FROM c"),
    copies: () => all<StoredCopy>("channels", "customers", numbers),
    channelParts: async (channelId: string): Promise<Readonly<Record<string, unknown>>> => {
      const container = client.database("channels").container("channel-configuration");
      return (await container.item(channelId, channelId).read()).resource?.parts ?? {};
    },
    openOperations: () =>
      all<object>("channels", "customers", "SELECT * FROM c WHERE c.type = 'operation' AND c.state != 'done'"),
    openTasks: () =>
      all<object>("headquarters", "tasks", "SELECT * FROM c WHERE c.type = 'task' AND IS_NULL(c.endedAt)"),
    tasksOf: (taskId: string) => all<object>("headquarters", "tasks", `SELECT * FROM c WHERE c.taskId = '${taskId}'`),
    /** All documents of a customer at headquarters: itself, its audit trail, its book, its notes. */
    partitionOf: (customerId: string) =>
      all<Record<string, unknown>>("headquarters", "customers", `SELECT * FROM c WHERE c.customerId = '${customerId}'`),
    /** Every document of every container, as text. */
    everything: async (): Promise<string> => {
      const texts: string[] = [];
      for (const { id: database } of (await client.databases.readAll().fetchAll()).resources) {
        const { resources } = await client.database(database).containers.readAll().fetchAll();
        for (const { id } of resources) texts.push(JSON.stringify(await all<object>(database, id, "SELECT * FROM c")));
      }
      return texts.join("\n");
    },
  };
}

/**
 * S3, S7: exactly these customers are at headquarters, each once, under a number that it claimed and nobody else has,
 * and every channel copy shows that number.
 */
export async function expectEachNumberedOnce(environment: TestEnvironment, customerIds: readonly string[]) {
  const { atHeadquarters, claims, copies, openOperations } = stored(environment);
  const known = await atHeadquarters();
  expect(new Set(known.map(({ customerId }) => customerId))).toEqual(new Set(customerIds));
  expect(known.length).toBe(new Set(customerIds).size);
  expect(new Set(known.map(({ accountNumber }) => accountNumber)).size).toBe(known.length);

  const owners = new Map((await claims()).map(({ key, customerId }) => [key, customerId]));
  const unclaimed = known.filter(({ customerId, accountNumber }) => owners.get(`usrt:${accountNumber}`) !== customerId);
  expect(unclaimed).toEqual([]);

  const byId = (customers: readonly StoredCustomer[]) =>
    Object.fromEntries(customers.map(({ customerId, accountNumber }) => [customerId, accountNumber]));
  const shown = await copies();
  expect(byId(shown)).toEqual(byId(known));
  expect(shown.filter(({ syncState }) => syncState !== "synchronized")).toEqual([]);
  expect(await openOperations()).toEqual([]);
}
