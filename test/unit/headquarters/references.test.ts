import { describe, expect, it } from "vitest";
import { isFailure } from "../../../shared/failure";
import {
  type CollectionName,
  type ConfigurationStore,
  collections,
  putConfiguration,
  removeConfiguration,
} from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";
import { seeded } from "./seeded";

const referring: readonly [CollectionName, string, readonly string[]][] = [
  ["operating-units", "052", ["/legalEntityId"]],
  [
    "channels",
    "houston",
    [
      "/legalEntityId",
      "/operatingUnitId",
      "/functionalityProfileId",
      "/channelDatabaseGroupId",
      "/addressBookIds/0",
      "/defaultCustomer/customerGroup",
      "/defaultCustomer/affiliations/0",
    ],
  ],
  ["attribute-groups", "customer-attributes", ["/attributes/0/name"]],
  ["workers", "000160", ["/legalEntityIds/0", "/addressBookIds/0", "/permissionGroupId"]],
  [
    "parameters",
    "usrt",
    ["/customerAttributeGroupId", "/clientBookAttributeGroupId", "/customerAccountSequenceId", "/clientBookSequenceId"],
  ],
];

type Part = Record<string, unknown>;

const now = () => new Date("2026-03-01T09:00:00Z");
const actor = "administrator:test";

function putting(store = memoryConfiguration(seeded)) {
  const put = putConfiguration({ store, now });
  return (collection: CollectionName, id: string, item: object) => put(actor, { collection, id }, item as never);
}

function removing(store: ConfigurationStore) {
  const remove = removeConfiguration({ store, now });
  return (collection: CollectionName, id: string) => remove(actor, { collection, id });
}

/** An item whose references at these places point at nothing. */
function broken(collection: CollectionName, id: string, places: readonly string[]): never {
  const item = structuredClone(seeded[collection]?.[id]) as Part;
  for (const place of places) {
    const path = place.slice(1).split("/");
    const last = path.pop() ?? "";
    const holder = path.reduce((part, name) => part[name] as Part, item);
    holder[last] = "not-there";
  }
  return collections[collection].parse(item) as never;
}

describe("references of the configuration", () => {
  it("the seeded organisation points at nothing that is not there", async () => {
    const put = putting();
    for (const [collection, byId] of Object.entries(seeded))
      for (const [id, item] of Object.entries(byId))
        await expect(put(collection as CollectionName, id, item as never)).resolves.toMatchObject({ id });
  });

  it.each(referring)(
    "%s/%s that name what is not there are refused, at every place",
    async (collection, id, places) => {
      const put = putting();
      const failure: unknown = await put(collection, id, broken(collection, id, places)).catch((error) => error);
      if (!isFailure(failure, "reference-missing")) throw failure;
      expect(failure.details.errors?.map(({ pointer }) => pointer)).toEqual(places);
    },
  );

  it("parameters need their legal entity", async () => {
    const put = putting();
    await expect(put("parameters", "nowhere", seeded["parameters"]?.["usrt"] as never)).rejects.toMatchObject({
      kind: "reference-missing",
      details: { errors: [{ pointer: "query/legalEntityId" }] },
    });
  });

  it.each<[CollectionName, string]>([
    ["legal-entities", "usrt"],
    ["operating-units", "052"],
    ["address-books", "houston-book"],
    ["channel-database-groups", "default"],
    ["functionality-profiles", "sync"],
    ["customer-groups", "30"],
    ["affiliations", "loyal-shopper"],
    ["attributes", "birthday"],
    ["attribute-groups", "customer-attributes"],
    ["permission-groups", "associate"],
    ["number-sequences", "customer-account"],
  ])("%s/%s is in use and cannot be deleted", async (collection, id) => {
    const store = memoryConfiguration(seeded);
    await expect(removing(store)(collection, id)).rejects.toMatchObject({ kind: "in-use" });
    expect(await store.find(collection, id)).toBeDefined();
  });

  it("what nothing names is deleted, a legal entity with its parameters", async () => {
    const store = memoryConfiguration({
      "legal-entities": { us: {} },
      parameters: { us: {} },
      affiliations: { vip: {} },
    });
    await removing(store)("affiliations", "vip");
    expect(await store.find("affiliations", "vip")).toBeUndefined();
    await removing(store)("legal-entities", "us");
    expect(await store.find("parameters", "us")).toBeUndefined();
  });

  it("S7: the next number only rises", async () => {
    const put = putting();
    const sequence = { format: "00-########", next: 500, smallest: 1, largest: 99_999_999, blockSize: 50 };
    await put("number-sequences", "customer-account", sequence);
    await expect(put("number-sequences", "customer-account", { ...sequence, next: 499 })).rejects.toMatchObject({
      kind: "invalid-request",
    });
  });

  it("a deletion and a new reference at once never leave a reference to nothing", async () => {
    const store = memoryConfiguration({ affiliations: { vip: { name: "VIP" } }, ...seeded });
    await putting(store)("affiliations", "new", { name: "New" });
    const houston = await store.find("channels", "houston");
    if (!houston) throw new Error("Houston is not there.");
    const defaultCustomer = { ...houston.item.defaultCustomer, affiliations: ["new"] };
    const outcomes = await Promise.allSettled([
      putting(store)("channels", "houston", { ...houston.item, defaultCustomer }),
      removing(store)("affiliations", "new"),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const named = (await store.find("channels", "houston"))?.item.defaultCustomer.affiliations.includes("new");
    expect((await store.find("affiliations", "new")) !== undefined).toBe(named);
  });
});
