import { describe, expect, it } from "vitest";
import { createAtHeadquarters, createCustomerRequest, upsertCustomer } from "../../../shared/customers";
import { silent } from "../log";
import { channel } from "./houston";
import { memoryHeadquarters } from "./memory";
import { made } from "./new";

const actor = "import:1";
const key = { kind: "externalReference", legalEntityId: "usrt", value: "R-1" } as const;
const ana = made({ firstName: "Ana", email: "ana@example.com" });

/** An import of Bo with R-1, so many seconds after Ana has claimed R-1 but not got it. */
async function importAfter(seconds: number, ofAna: object | "pending" | "unknown" = {}, foundByEmail = false) {
  const headquarters = memoryHeadquarters();
  const kept = { revision: 1, requestHash: null, accountAssignedAt: null, possibleDuplicates: [] };
  const isKnown = typeof ofAna === "object";
  const customer = { ...ana, accountNumber: "00-1", ...(isKnown && ofAna) };
  const entry = { entryId: "made", customerId: ana.customerId, at: ana.createdAt, actor, channelId: null } as const;
  if (isKnown) headquarters.put({ ...kept, customer }, { ...entry, action: "created", fields: [] });
  const eve = { ...made({ firstName: "Eve" }), customerId: "eve", accountNumber: "00-3" };
  headquarters.put({ ...kept, customer: eve }, { ...entry, customerId: "eve", action: "created", fields: [] });
  await headquarters.keys.claim(key, ana.customerId);
  const ports = {
    headquartersCustomers: headquarters.port,
    customerKeys: headquarters.keys,
    admitCustomer: async () => "00-2",
    duplicates: { atHeadquarters: async () => [] },
    log: silent,
    now: () => new Date(Date.now() + seconds * 1_000),
    newId: () => "id",
  };
  const upsert = upsertCustomer({
    ...ports,
    createAtHeadquarters: createAtHeadquarters(ports),
    operationLog: { ofCustomers: async () => (ofAna === "pending" ? [{} as never] : []) },
    // As it was before a merge at this moment.
    findByEmail: async () => (foundByEmail ? [{ ...kept, customer: { ...customer, mergedInto: null } }] : []),
  });
  const request = createCustomerRequest.parse({ firstName: "Bo", email: "bo@example.com", externalReference: "r-1" });
  const upserted = await upsert({ channel: channel(), request, actor, upsertId: "bo" });
  return { ...upserted, owner: await headquarters.keys.ownerOf(key) };
}

describe("an import of a customer whose reference somebody has claimed and does not have", () => {
  it("E1: makes the customer when the change that claimed it came to nothing", async () => {
    expect(await importAfter(120)).toEqual({ outcome: "created", customerId: "bo", owner: "bo" });
  });

  it("P1: makes the customer when whoever claimed it was erased", async () => {
    const erased = { erasedAt: new Date().toISOString() };
    expect(await importAfter(0, erased)).toEqual({ outcome: "created", customerId: "bo", owner: "bo" });
  });

  it("C7: changes whoever stands for the customer with the e-mail since a merge at this moment", async () => {
    const upserted = await importAfter(120, { mergedInto: "eve" }, true);
    expect(upserted).toEqual({ outcome: "updated", customerId: "eve", owner: "eve" });
  });

  it("E1: is refused while that change may be on its way", async () => {
    await expect(importAfter(0)).rejects.toMatchObject({ kind: "reference-in-use" });
  });

  it("C5: is refused while who claimed it is pending in a channel, however long that takes", async () => {
    await expect(importAfter(86_400, "pending")).rejects.toMatchObject({ kind: "reference-in-use" });
  });

  it("makes the customer a minute after a create that came to nothing, under a name of its own", async () => {
    await expect(importAfter(0, "unknown")).rejects.toMatchObject({ kind: "reference-in-use" });
    expect(await importAfter(120, "unknown")).toEqual({ outcome: "created", customerId: "bo", owner: "bo" });
  });

  it("takes up its own change of the customer with the e-mail after a crash, at once", async () => {
    const { customerId } = ana;
    expect(await importAfter(0, {}, true)).toEqual({ outcome: "updated", customerId, owner: customerId });
  });

  it("changes the customer who has it, whatever its case", async () => {
    expect(await importAfter(120, { externalReference: "R-1" })).toMatchObject({ outcome: "updated" });
  });
});
