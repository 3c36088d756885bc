import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChangeFeedStartFrom } from "@azure/cosmos";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCosmosGateway, wellKnownKey } from "../../../local/emulators/cosmos";
import { cosmosClient, outcome } from "./account";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cosmos-gateway-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs `use` against a gateway on the file, and closes it again. */
async function withGateway<Result>(use: (client: ReturnType<typeof cosmosClient>) => Promise<Result>): Promise<Result> {
  const gateway = await startCosmosGateway({ port: 0, file: join(folder, "cosmos.db"), key: wellKnownKey });
  const client = cosmosClient(`http://127.0.0.1:${gateway.port}`);
  try {
    return await use(client);
  } finally {
    client.dispose();
    await gateway.close();
  }
}

describe("durability", () => {
  it("keeps documents, indexes and the change feed's place over a restart", async () => {
    const token = await withGateway(async (client) => {
      const { database } = await client.databases.create({ id: "channels" });
      const { container } = await database.containers.create({ id: "customers", partitionKey: { paths: ["/pk"] } });
      await container.items.create({ id: "1", pk: "p", keys: ["a"] });
      await container.items.query("SELECT * FROM c WHERE ARRAY_CONTAINS(c.keys, 'a')").fetchAll();
      await container.items.create({ id: "deleted", pk: "p" });
      await container.item("deleted", "p").delete();
      const feed = container.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Now() });
      return (await feed.readNext()).continuationToken;
    });
    await withGateway(async (client) => {
      const container = client.database("channels").container("customers");
      expect(await outcome(container.items.create({ id: "1", pk: "p" }))).toBe(409);
      await container.items.create({ id: "2", pk: "p", keys: ["a"] });
      const { resources } = await container.items
        .query("SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.keys, 'a')")
        .fetchAll();
      expect(resources.sort()).toEqual(["1", "2"]);
      const feed = container.items.getChangeFeedIterator({
        changeFeedStartFrom: ChangeFeedStartFrom.Continuation(token),
      });
      expect((await feed.readNext()).result.map(({ id }: { id: string }) => id)).toEqual(["2"]);
    });
  });
});
