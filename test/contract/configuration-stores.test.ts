import { describe, expect, it } from "vitest";
import type { CollectionName } from "../../shared/headquarters";
import {
  cosmosChannelConfigurationStore,
  cosmosConfigurationStore,
  cosmosNumberSequences,
} from "../../shared/platform/cosmos";
import { testDatabases } from "./databases";
import { saveItem } from "./save-item";

const databases = testDatabases();
const configuration = () => cosmosConfigurationStore(databases.headquarters());
const by = { actor: "administrator:other", at: "2026-03-01T09:00:01.000Z" };
const channels = () => cosmosChannelConfigurationStore(databases.channels());

const save = (collection: CollectionName, id: string, item: object | undefined) =>
  saveItem(configuration(), collection, id, item);

describe("headquarters' configuration in Cosmos DB", () => {
  it("is found, listed, replaced and deleted; every write has another etag", async () => {
    const id = databases.unique("friends");
    const first = await save("affiliations", id, { name: "Friends" });
    expect(await configuration().find("affiliations", id)).toEqual({ id, item: { name: "Friends" }, etag: first });
    const second = await save("affiliations", id, { name: "Good friends" });
    expect(second).not.toBe(first);
    expect(await configuration().list("affiliations")).toContainEqual({
      id,
      item: { name: "Good friends" },
      etag: second,
    });
    expect(await configuration().find("customer-groups", id)).toBeUndefined();
    await save("affiliations", id, undefined);
    expect(await configuration().find("affiliations", id)).toBeUndefined();
  });

  it("a change is written only if nothing was changed since the head was read, all of it or nothing", async () => {
    const [one, other] = [databases.unique("one"), databases.unique("other")];
    const create = (id: string) =>
      ({ collection: "affiliations", id, before: undefined, after: { name: id } }) as const;
    const head = await configuration().head();
    expect(await configuration().commit(head, [create(one)], by)).toHaveLength(1);
    expect(await configuration().commit(head, [create(other)], by)).toBeUndefined();
    const later = await configuration().head();
    expect(later).toMatchObject({ version: head.version + 1, changed: { affiliations: head.version + 1 } });
    expect(await configuration().commit(later, [create(other), create(one)], by)).toBeUndefined();
    expect(await configuration().find("affiliations", other)).toBeUndefined();
    expect(await configuration().head()).toEqual(later);
  });

  it("S7: a change of an item that was written without the head, as blocks are taken, is lost", async () => {
    const id = databases.unique("sequence");
    await save("number-sequences", id, { format: "#####", next: 1, smallest: 1, largest: 99_999, blockSize: 5 });
    const head = await configuration().head();
    const before = await configuration().find("number-sequences", id);
    await cosmosNumberSequences(databases.headquarters()).takeBlock(id);
    const change = { collection: "number-sequences", id, before, after: before?.item } as const;
    expect(await configuration().commit(head, [change], by)).toBeUndefined();
  });

  it("every change has its audit entry: who, when and which fields, newest first, page by page", async () => {
    const id = databases.unique("audited");
    await save("customer-groups", id, { name: "A", financialDimensions: { CostCenter: "1" } });
    await save("customer-groups", id, { name: "A", financialDimensions: { CostCenter: "2" } });
    await save("customer-groups", id, undefined);
    const first = await configuration().changes({ collection: "customer-groups", id }, { top: 2 });
    expect(first.items).toMatchObject([
      { actor: "administrator:test", collection: "customer-groups", id, action: "deleted" },
      { action: "replaced", fields: ["/financialDimensions/CostCenter"] },
    ]);
    const rest = await configuration().changes({ id }, { top: 2, continuation: first.continuation });
    expect(rest.items).toMatchObject([{ action: "created", fields: ["/name", "/financialDimensions"] }]);
    const versions = [...first.items, ...rest.items].map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => b - a));
  });

  it("a collection is read page by page, by id", async () => {
    const ids = ["a", "b", "c"].map((name) => databases.unique(name));
    for (const id of [...ids].reverse()) await save("activity-types", id, { label: id });
    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await configuration().page("activity-types", { top: 2, continuation });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(seen).toEqual(ids);
    const none = configuration().page("activity-types", { top: 2, continuation: "garbage" });
    await expect(none).rejects.toMatchObject({ kind: "invalid-request" });
  });

  it("a snapshot holds the collections asked for, at one version", async () => {
    const id = databases.unique("snapshot");
    await save("affiliations", id, { name: "Seen" });
    const { version, hq } = await configuration().snapshot(["affiliations", "channels"]);
    expect(version).toBe((await configuration().head()).version);
    expect(hq.affiliations.get(id)).toEqual({ name: "Seen" });
    expect(hq["activity-types"].size).toBe(0);
  });

  it("says who points at an item", async () => {
    const group = databases.unique("attributes");
    const attribute = databases.unique("hat-size");
    const item = { name: "Group", attributes: [{ name: attribute, displayOrder: 1 }] };
    await save("attribute-groups", group, item);
    expect(await configuration().referrers("attributes", attribute)).toEqual([
      { collection: "attribute-groups", id: group },
    ]);
    expect(await configuration().referrers("affiliations", attribute)).toEqual([]);
    await save("attribute-groups", group, { ...item, attributes: [] });
    expect(await configuration().referrers("attributes", attribute)).toEqual([]);
  });
});

describe("channel configuration in Cosmos DB", () => {
  const part = { operationsByPermissionGroup: { associate: [712] } };
  const other = { refinable: ["birthday"], clientBookDisplayOrder: {} };
  const at = (version: number, digest = "a") => ({ content: part, version, digest });
  const held = async (id: string) => (await channels().held("1090")).find(({ channelId }) => channelId === id);

  it("J1: parts are kept side by side, each with its digest", async () => {
    const id = databases.unique("channel");
    expect(await channels().find(id)).toBeUndefined();
    expect(await channels().put(id, "1090", at(1), false)).toBe(true);
    expect(await channels().put(id, "1150", { content: other, version: 1, digest: "b" }, false)).toBe(true);
    expect(await channels().find(id)).toEqual({ "1090": part, "1150": other });
    expect(await held(id)).toEqual({ channelId: id, channelDatabaseGroupId: undefined, digest: "a" });
  });

  it("J1: two jobs may bring the first parts at once", async () => {
    const id = databases.unique("raced");
    const first = { content: other, version: 1, digest: "b" };
    await Promise.all([channels().put(id, "1090", at(1), false), channels().put(id, "1150", first, false)]);
    expect(await channels().find(id)).toEqual({ "1090": part, "1150": other });
  });

  it("J3: a part never goes back to an earlier version, unless it is rewritten", async () => {
    const id = databases.unique("versions");
    expect(await channels().put(id, "1090", at(7, "seven"), false)).toBe(true);
    expect(await channels().put(id, "1090", at(6, "six"), false)).toBe(false);
    expect((await held(id))?.digest).toBe("seven");
    expect(await channels().put(id, "1090", at(6, "six"), true)).toBe(true);
    expect((await held(id))?.digest).toBe("six");
  });

  it("J6: a channel that was taken away leaves a tombstone, which only a later version overcomes", async () => {
    const id = databases.unique("gone");
    await channels().put(id, "1090", at(3), false);
    await channels().remove(id, 2, false);
    expect(await held(id)).toBeDefined();
    await channels().remove(id, 4, false);
    await channels().remove(id, 4, false);
    expect(await channels().find(id)).toEqual({});
    expect(await held(id)).toBeUndefined();
    expect(await channels().put(id, "1090", at(3), false)).toBe(false);
    expect(await channels().put(id, "1090", at(5), false)).toBe(true);
    expect(await channels().find(id)).toEqual({ "1090": part });
  });

  it("databases that are away are promised failures", async () => {
    const hq = cosmosConfigurationStore(databases.away.headquarters);
    const asked = [
      hq.find("channels", "a"),
      hq.list("channels"),
      hq.page("channels", { top: 1 }),
      hq.referrers("channels", "a"),
      hq.head(),
      hq.snapshot(["channels"]),
      hq.commit({ version: 0, changed: {}, etag: undefined }, [], by),
      hq.changes({}, { top: 1 }),
    ];
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({ reason: { kind: "headquarters-unavailable" } });
    const channel = cosmosChannelConfigurationStore(databases.away.channels);
    const written = [
      channel.find("a"),
      channel.put("a", "1090", at(1), false),
      channel.held("1090"),
      channel.remove("a", 1, false),
    ];
    for (const outcome of await Promise.allSettled(written))
      expect(outcome).toMatchObject({ reason: { kind: "channel-database-unavailable" } });
  });
});
