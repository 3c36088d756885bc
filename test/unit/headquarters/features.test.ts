import { describe, expect, it } from "vitest";
import { readFeatures, setFeature } from "../../../shared/headquarters";
import { memoryConfiguration } from "./memory-configuration";

describe("feature management", () => {
  it("F4: asyncCustomerEdits needs both enhancedAsyncCustomers and asyncAddresses, and names what lacks", async () => {
    const set = setFeature(memoryConfiguration());
    await expect(set("asyncCustomerEdits", true)).rejects.toMatchObject({
      kind: "feature-prerequisite",
      message: expect.stringMatching(/enhancedAsyncCustomers and asyncAddresses/),
    });
    await set("enhancedAsyncCustomers", true);
    await expect(set("asyncCustomerEdits", true)).rejects.toMatchObject({
      message: expect.not.stringContaining("enhancedAsyncCustomers"),
    });
    await set("asyncAddresses", true);
    await expect(set("asyncCustomerEdits", true)).resolves.toBeUndefined();
  });

  it("F4: what an enabled feature needs cannot be switched off", async () => {
    const set = setFeature(memoryConfiguration());
    for (const id of ["enhancedAsyncCustomers", "asyncAddresses", "asyncCustomerEdits"] as const) await set(id, true);
    await expect(set("asyncAddresses", false)).rejects.toMatchObject({
      kind: "feature-prerequisite",
      message: expect.stringContaining("asyncCustomerEdits"),
    });
    await set("asyncCustomerEdits", false);
    await expect(set("asyncAddresses", false)).resolves.toBeUndefined();
  });

  it("F1-F5: a feature that was never set is off", async () => {
    const features = await readFeatures(memoryConfiguration({ features: { clienteling: { enabled: true } } }))();
    expect(features.filter(({ enabled }) => enabled)).toEqual([{ id: "clienteling", enabled: true }]);
    expect(features).toHaveLength(5);
  });
});
