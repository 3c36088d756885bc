import { describe, expect, it } from "vitest";
import { cosmosConfigurationStore, cosmosNumberSequences } from "../../shared/platform/cosmos";
import { testDatabases } from "./databases";
import { saveItem } from "./save-item";

const databases = testDatabases();
const instance = () => cosmosNumberSequences(databases.headquarters());
const configuration = () => cosmosConfigurationStore(databases.headquarters());

async function sequence(name: string, different: object = {}): Promise<string> {
  const id = databases.unique(name);
  const item = { format: "00-########", next: 1, smallest: 1, largest: 1_000, blockSize: 10, ...different };
  await saveItem(configuration(), "number-sequences", id, item);
  return id;
}

describe("number sequences in Cosmos DB", () => {
  it("S7: blocks follow one another and never overlap, for instances at once", async () => {
    const id = await sequence("parallel");
    const [one, two] = [instance(), instance()];
    const blocks = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).takeBlock(id)));
    const numbers = blocks.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
    expect(new Set(numbers).size).toBe(200);
    expect(Math.max(...numbers)).toBe(200);
    expect((await configuration().find("number-sequences", id))?.item.next).toBe(201);
  });

  it("S7: the last block is what is left; then the sequence is exhausted, until it is enlarged", async () => {
    const id = await sequence("short", { largest: 14 });
    const taker = instance();
    expect(await taker.takeBlock(id)).toMatchObject({ first: 1, last: 10 });
    expect(await taker.takeBlock(id)).toMatchObject({ first: 11, last: 14 });
    await expect(taker.takeBlock(id)).rejects.toMatchObject({ kind: "number-sequence-exhausted" });
    const stored = await configuration().find("number-sequences", id);
    if (!stored) throw new Error("It is not there.");
    await saveItem(configuration(), "number-sequences", id, { ...stored.item, largest: 100 });
    expect(await taker.takeBlock(id)).toMatchObject({ first: 15, last: 24 });
  });

  it("S7: an unknown sequence is a missing reference", async () => {
    await expect(instance().takeBlock(databases.unique("none"))).rejects.toMatchObject({ kind: "reference-missing" });
  });

  it("headquarters away is a promised failure", async () => {
    const nowhere = cosmosNumberSequences(databases.away.headquarters);
    await expect(nowhere.takeBlock("any")).rejects.toMatchObject({ kind: "headquarters-unavailable" });
  });
});
