import { describe, expect, it } from "vitest";
import { cosmosChannelConfigurationStore, cosmosConfigurationStore } from "../../shared/platform/cosmos";
import { testDatabases } from "./databases";

const databases = testDatabases();
const configuration = () => cosmosConfigurationStore(databases.headquarters());
const channels = () => cosmosChannelConfigurationStore(databases.channels());

describe("headquarters' configuration in Cosmos DB", () => {
  it("is found, listed and replaced; every write has another etag", async () => {
    const id = databases.unique("friends");
    const first = await configuration().put("affiliations", id, { name: "Friends" });
    expect(await configuration().find("affiliations", id)).toEqual(first);
    const second = await configuration().put("affiliations", id, { name: "Good friends" });
    expect(second.etag).not.toBe(first.etag);
    expect(await configuration().list("affiliations")).toContainEqual(second);
    expect(await configuration().find("customer-groups", id)).toBeUndefined();
  });

  it("a lost condition changes nothing, and a condition never creates", async () => {
    const id = databases.unique("lost");
    const lost = { kind: "precondition-failed" };
    await expect(configuration().put("affiliations", id, { name: "A" }, '"1"')).rejects.toMatchObject(lost);
    const { etag } = await configuration().put("affiliations", id, { name: "A" });
    await configuration().put("affiliations", id, { name: "B" }, etag);
    await expect(configuration().put("affiliations", id, { name: "C" }, etag)).rejects.toMatchObject(lost);
    await expect(configuration().remove("affiliations", id, etag)).rejects.toMatchObject(lost);
    expect((await configuration().find("affiliations", id))?.item).toEqual({ name: "B" });
    await configuration().remove("affiliations", id);
    await expect(configuration().remove("affiliations", id)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("says who points at an item", async () => {
    const group = databases.unique("attributes");
    const attribute = databases.unique("hat-size");
    const item = { name: "Group", attributes: [{ name: attribute, displayOrder: 1 }] };
    await configuration().put("attribute-groups", group, item);
    expect(await configuration().referrers("attributes", attribute)).toEqual([
      { collection: "attribute-groups", id: group },
    ]);
    expect(await configuration().referrers("affiliations", attribute)).toEqual([]);
    await configuration().put("attribute-groups", group, { ...item, attributes: [] });
    expect(await configuration().referrers("attributes", attribute)).toEqual([]);
  });
});

describe("channel configuration in Cosmos DB", () => {
  const part = { operationsByPermissionGroup: { associate: [712] } };
  const other = { refinable: ["birthday"], clientBookDisplayOrder: {} };

  it("J1: parts are kept side by side; writing the same again changes nothing", async () => {
    const id = databases.unique("channel");
    expect(await channels().find(id)).toBeUndefined();
    expect(await channels().putPart(id, "1090", part)).toBe(true);
    expect(await channels().putPart(id, "1150", other)).toBe(true);
    expect(await channels().putPart(id, "1090", part)).toBe(false);
    expect(await channels().find(id)).toEqual({ "1090": part, "1150": other });
  });

  it("J1: two jobs may bring the first parts at once", async () => {
    const id = databases.unique("raced");
    await Promise.all([channels().putPart(id, "1090", part), channels().putPart(id, "1150", other)]);
    expect(await channels().find(id)).toEqual({ "1090": part, "1150": other });
  });

  it("J1: a channel can be taken away, also twice", async () => {
    const id = databases.unique("gone");
    await channels().putPart(id, "1090", part);
    expect(await channels().channelIds()).toContain(id);
    await channels().remove(id);
    await channels().remove(id);
    expect(await channels().channelIds()).not.toContain(id);
  });

  it("databases that are away are promised failures", async () => {
    const hq = cosmosConfigurationStore(databases.away.headquarters);
    const asked = [
      hq.find("channels", "a"),
      hq.list("channels"),
      hq.remove("channels", "a"),
      hq.referrers("channels", "a"),
    ];
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({ reason: { kind: "headquarters-unavailable" } });
    const channel = cosmosChannelConfigurationStore(databases.away.channels);
    const written = [channel.find("a"), channel.putPart("a", "1090", part), channel.channelIds(), channel.remove("a")];
    for (const outcome of await Promise.allSettled(written))
      expect(outcome).toMatchObject({ reason: { kind: "channel-database-unavailable" } });
  });
});
