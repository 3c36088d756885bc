import { describe, expect, it } from "vitest";
import { hierarchicalKey, outcome, testAccount } from "./account";

const account = testAccount();

describe("databases and containers", () => {
  it("creates a database once, lists and deletes it with its containers", async () => {
    const { databases } = account.client();
    const { database } = await databases.create({ id: "passing" });
    expect(await outcome(databases.create({ id: "passing" }))).toBe(409);
    await database.containers.create({ id: "c", partitionKey: { paths: ["/pk"] } });
    expect((await databases.readAll().fetchAll()).resources.map(({ id }) => id)).toContain("passing");
    await database.delete();
    expect(await outcome(database.read())).toBe(404);
    expect(await outcome(database.container("c").read())).toBe(404);
  });

  it("keeps what a definition says, and fills in the indexing policy", async () => {
    const container = await account.container({ defaultTtl: -1, partitionKey: hierarchicalKey });
    const { resource } = await container.read();
    expect(resource).toMatchObject({ defaultTtl: -1, partitionKey: hierarchicalKey });
    expect(resource?.indexingPolicy?.includedPaths).toEqual([{ path: "/*" }]);
  });

  it("keeps the documents when a container is replaced", async () => {
    const container = await account.container();
    await container.items.create({ id: "1", pk: "p" });
    const { resource } = await container.read();
    const replaced = await container.replace({
      ...resource,
      id: container.id,
      partitionKey: { paths: ["/pk"] },
      defaultTtl: 60,
    });
    expect(replaced.resource?.defaultTtl).toBe(60);
    expect((await container.item("1", "p").read()).resource).toMatchObject({ id: "1" });
  });

  it("finds containers by query", async () => {
    const container = await account.container();
    const { resources } = await account
      .client()
      .database("headquarters")
      .containers.query({
        query: "SELECT * FROM c WHERE c.id = @id",
        parameters: [{ name: "@id", value: container.id }],
      })
      .fetchAll();
    expect(resources.map(({ id }) => id)).toEqual([container.id]);
  });

  it("says loudly what it does not support", async () => {
    const container = await account.container();
    const procedures = container.scripts.storedProcedures;
    await expect(procedures.create({ id: "p", body: "function () {}" })).rejects.toMatchObject({
      code: 501,
      message: expect.stringContaining("sprocs"),
    });
  });
});

describe("unique keys", () => {
  const uniqueKeyPolicy = { uniqueKeys: [{ paths: ["/x", "/y"] }] };

  it("hold for all their paths together, within a partition", async () => {
    const { items } = await account.container({ uniqueKeyPolicy });
    await items.create({ id: "1", pk: "p", x: 1, y: 1 });
    expect(await outcome(items.create({ id: "2", pk: "p", x: 1, y: 2 }))).toBe("done");
    expect(await outcome(items.create({ id: "3", pk: "p", x: 1, y: 1 }))).toBe(409);
    expect(await outcome(items.create({ id: "4", pk: "q", x: 1, y: 1 }))).toBe("done");
  });

  it("hold for patches too", async () => {
    const container = await account.container({ uniqueKeyPolicy });
    await container.items.create({ id: "1", pk: "p", x: 1, y: 1 });
    await container.items.create({ id: "2", pk: "p", x: 1, y: 2 });
    expect(await outcome(container.item("2", "p").patch([{ op: "set", path: "/y", value: 1 }]))).toBe(409);
  });
});

describe("time to live", () => {
  it("ends documents after the container's or their own, unless they say never", { timeout: 10_000 }, async () => {
    const container = await account.container({ defaultTtl: 1 });
    await container.items.create({ id: "standard", pk: "p" });
    await container.items.create({ id: "never", pk: "p", ttl: -1 });
    await container.items.create({ id: "later", pk: "p", ttl: 3_600 });
    await expect
      .poll(async () => (await container.item("standard", "p").read()).statusCode, { timeout: 5_000 })
      .toBe(404);
    const { resources } = await container.items.query("SELECT VALUE c.id FROM c").fetchAll();
    expect(resources.sort()).toEqual(["later", "never"]);
    expect(await outcome(container.items.create({ id: "standard", pk: "p" }))).toBe("done");
  });
});
