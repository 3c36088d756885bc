import { describe, expect, it } from "vitest";
import { type FeatureId, readFeatures, setFeature } from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";

const now = () => new Date("2026-03-01T09:00:00Z");
const actor = "administrator:test";

function setting(store = memoryConfiguration()) {
  const set = setFeature({ store, now });
  return (id: FeatureId, enabled: boolean, ifMatch?: string) => set(actor, id, enabled, ifMatch);
}

describe("feature management", () => {
  it("F4: asyncCustomerEdits needs both enhancedAsyncCustomers and asyncAddresses, and names what lacks", async () => {
    const set = setting();
    await expect(set("asyncCustomerEdits", true)).rejects.toMatchObject({
      kind: "feature-prerequisite",
      message: expect.stringMatching(/enhancedAsyncCustomers and asyncAddresses/),
    });
    await set("enhancedAsyncCustomers", true);
    await expect(set("asyncCustomerEdits", true)).rejects.toMatchObject({
      message: expect.not.stringContaining("enhancedAsyncCustomers"),
    });
    await set("asyncAddresses", true);
    await expect(set("asyncCustomerEdits", true)).resolves.toMatchObject({ etag: expect.any(String) });
  });

  it("F4: what an enabled feature needs cannot be switched off", async () => {
    const set = setting();
    for (const id of ["enhancedAsyncCustomers", "asyncAddresses", "asyncCustomerEdits"] as const) await set(id, true);
    await expect(set("asyncAddresses", false)).rejects.toMatchObject({
      kind: "feature-prerequisite",
      message: expect.stringContaining("asyncCustomerEdits"),
    });
    await set("asyncCustomerEdits", false);
    await expect(set("asyncAddresses", false)).resolves.toMatchObject({ etag: expect.any(String) });
  });

  it("F1-F5: a feature that was never set is off", async () => {
    const features = await readFeatures(memoryConfiguration({ features: { clienteling: { enabled: true } } }))();
    expect(features.filter(({ enabled }) => enabled)).toMatchObject([{ id: "clienteling" }]);
    expect(features).toHaveLength(5);
  });

  it("a feature is switched under its etag, also one that was never set", async () => {
    const store = memoryConfiguration();
    const set = setting(store);
    const [unset] = await readFeatures(store)();
    const { etag } = await set("multipleContacts", true, unset?.etag);
    await expect(set("multipleContacts", false, unset?.etag)).rejects.toMatchObject({ kind: "precondition-failed" });
    expect(await set("multipleContacts", false, etag)).toMatchObject({ enabled: false });
  });

  it("F4: two administrators at once never leave a feature on without what it needs", async () => {
    const store = memoryConfiguration();
    const set = setting(store);
    for (const id of ["enhancedAsyncCustomers", "asyncAddresses"] as const) await set(id, true);
    const outcomes = await Promise.allSettled([set("asyncCustomerEdits", true), set("asyncAddresses", false)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
