import { describe, expect, it } from "vitest";
import { type CollectionName, collections, putConfiguration, sequenceWarnings } from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";
import { seeded } from "./seeded";

const now = () => new Date("2026-03-01T09:00:00Z");

/** Where a body contradicts itself. */
const faults = (collection: CollectionName, body: object) =>
  collections[collection].safeParse(body).error?.issues.map(({ path }) => path.join("/")) ?? [];

const sequence = { format: "00-####", next: 1, smallest: 1, largest: 9_999, blockSize: 1 };

describe("configuration that contradicts itself", () => {
  it.each([
    [{ type: "list" }, ["values"]],
    [{ type: "list", values: [] }, ["values"]],
    [{ type: "list", values: ["a", "a"] }, ["values"]],
    [{ type: "text", values: ["a"] }, ["values"]],
    [{ type: "decimal", minimum: 2, maximum: 1 }, ["minimum"]],
    [{ type: "date", minimum: 2 }, ["minimum"]],
    [{ type: "integer", default: 1.5 }, ["default"]],
    [{ type: "integer", minimum: 2, default: 1 }, ["default"]],
    [{ type: "list", values: ["a"], default: "b" }, ["default"]],
    [{ type: "boolean", default: "yes" }, ["default"]],
    [{ type: "date", default: "1990-02-30" }, ["default"]],
    [{ type: "list", values: ["a", "b"], default: "b" }, []],
    [{ type: "currency", minimum: 1, maximum: 1, default: 1 }, []],
  ])("B6: an attribute %j is at fault in %j", (attribute, expected) => {
    expect(faults("attributes", { label: "Attribute", ...attribute })).toEqual(expected);
  });

  it("B6: a group names an attribute once", () => {
    const attributes = [1, 2].map((displayOrder) => ({ name: "birthday", displayOrder }));
    expect(faults("attribute-groups", { name: "Twice", attributes })).toEqual(["attributes"]);
  });

  it("S7: the format of a number sequence holds its largest number", () => {
    expect(faults("number-sequences", sequence)).toEqual([]);
    expect(faults("number-sequences", { ...sequence, largest: 10_000 })).toEqual(["format"]);
  });

  it("J5: a group excludes jobs that there are", () => {
    const group = { name: "Group", filterSharedCustomerData: false };
    expect(faults("channel-database-groups", { ...group, excludedJobs: ["1010"] })).toEqual([]);
    expect(faults("channel-database-groups", { ...group, excludedJobs: ["1011"] })).toEqual(["excludedJobs/0"]);
  });

  it("S7: a sequence is warned of long before its end", () => {
    expect(sequenceWarnings(sequence)).toEqual([]);
    expect(sequenceWarnings({ ...sequence, next: 9_500 })).toEqual([expect.stringContaining("500 numbers")]);
  });
});

describe("configuration that contradicts other configuration", () => {
  async function put(collection: CollectionName, id: string, different: object) {
    const store = memoryConfiguration(seeded);
    const item = { ...seeded[collection]?.[id], ...different } as never;
    return putConfiguration({ store, now })("administrator:test", { collection, id }, item);
  }

  it.each<[CollectionName, string, object, string]>([
    ["channels", "houston", { operatingUnitId: "101" }, "/operatingUnitId"],
    ["channels", "houston", { legalEntityId: "eurt" }, "/operatingUnitId"],
    ["operating-units", "052", { legalEntityId: "eurt" }, "/legalEntityId"],
    ["workers", "000161", { externalId: "worker-000160" }, "/externalId"],
  ])("%s/%s with %j is refused", async (collection, id, different, pointer) => {
    await expect(put(collection, id, different)).rejects.toMatchObject({
      kind: "configuration-contradiction",
      details: { errors: [{ pointer }] },
    });
  });

  it("a unit that no channel uses may go to another legal entity", async () => {
    const store = memoryConfiguration({ ...seeded, channels: {} });
    const unit = { ...seeded["operating-units"]?.["052"], legalEntityId: "eurt" } as never;
    const at = { collection: "operating-units", id: "052" } as const;
    await expect(putConfiguration({ store, now })("administrator:test", at, unit)).resolves.toMatchObject({
      id: "052",
    });
  });
});
