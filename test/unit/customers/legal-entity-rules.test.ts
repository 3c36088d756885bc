import { describe, expect, it } from "vitest";
import { legalEntityRules } from "../../../shared/customers/creation/legal-entity-rules";
import { memoryConfiguration } from "../headquarters/memory-configuration";

const configured = () =>
  memoryConfiguration({
    parameters: {
      usrt: { customerAccountSequenceId: "customers-us" },
      demf: { customerAccountSequenceId: "customers-de" },
    },
    "customer-groups": { "10": {}, "30": {} },
    affiliations: { vip: {} },
  });

describe("what headquarters itself checks", () => {
  it("S7: is the number sequence of the legal entity, and what customers may name", async () => {
    const rules = { customerGroupIds: new Set(["10", "30"]), affiliationIds: new Set(["vip"]) };
    const rulesOf = legalEntityRules(configured());
    expect(await rulesOf("usrt")).toEqual({ accountSequenceId: "customers-us", ...rules });
    expect(await rulesOf("demf")).toEqual({ accountSequenceId: "customers-de", ...rules });
  });

  it("J1: is what stands there now", async () => {
    const configuration = configured();
    const rulesOf = legalEntityRules(configuration);
    await rulesOf("usrt");
    configuration.put("parameters", "usrt", { customerAccountSequenceId: "customers-new" });
    configuration.put("customer-groups", "10", undefined);
    configuration.put("affiliations", "friend", {});
    expect(await rulesOf("usrt")).toEqual({
      accountSequenceId: "customers-new",
      customerGroupIds: new Set(["30"]),
      affiliationIds: new Set(["vip", "friend"]),
    });
  });

  it("S5: a legal entity without parameters is refused by its name", async () => {
    await expect(legalEntityRules(configured())("frrt")).rejects.toMatchObject({
      kind: "reference-missing",
      message: "The legal entity frrt has no parameters at headquarters.",
    });
  });
});
