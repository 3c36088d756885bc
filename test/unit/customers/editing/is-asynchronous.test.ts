import { describe, expect, it } from "vitest";
import type { CustomerChange } from "../../../../shared/customers/editing/customer-change";
import { areOnTheirWay, isAsynchronous } from "../../../../shared/customers/editing/is-asynchronous";
import type { Features } from "../../../../shared/headquarters";
import { noFeatures } from "../houston";
import { made, refusal } from "../new";

type Kind = CustomerChange["kind"];

const pending = made({ firstName: "Ana" });
const converted = { ...pending, accountNumber: "00-1" };
const kinds: Kind[] = [
  ...(["edit", "addAddress", "changeAddress", "removeAddress", "replaceAffiliations", "issueLoyaltyCard"] as const),
];
const all: Features = {
  ...{ multipleContacts: true, enhancedAsyncCustomers: true, asyncAddresses: true },
  ...{ asyncCustomerEdits: true, clienteling: true },
};
const only = (...features: (keyof Features)[]): Features => ({
  ...noFeatures,
  ...Object.fromEntries(features.map((feature) => [feature, true])),
});

describe("a change of a pending customer", () => {
  it.each<[string, Kind, (keyof Features)[]]>([
    ["E2", "edit", ["asyncCustomerEdits"]],
    ["E2", "changeAddress", ["asyncCustomerEdits"]],
    ["E2", "removeAddress", ["asyncCustomerEdits"]],
    ["E5", "addAddress", ["asyncAddresses"]],
    ["E4", "replaceAffiliations", ["enhancedAsyncCustomers", "asyncCustomerEdits"]],
    ["E3", "issueLoyaltyCard", []],
  ])("%s: %s needs %j and no more, and is kept for later", (_, kind, needed) => {
    expect(isAsynchronous(kind, pending, only(...needed))).toBe(true);
    for (const feature of needed) {
      const refused = refusal(() => isAsynchronous(kind, pending, { ...all, [feature]: false }));
      expect(refused?.kind).toBe("customer-pending-sync");
      expect(refused?.message).toContain(feature);
    }
  });

  it("E4: of two missing features the enhanced customers are named first", () => {
    const refused = refusal(() => isAsynchronous("replaceAffiliations", pending, noFeatures));
    expect(refused?.message).toContain("enhancedAsyncCustomers");
  });
});

describe("a change of a converted customer", () => {
  it.each(kinds)("E1: %s waits for headquarters without any feature", (kind) => {
    expect(isAsynchronous(kind, converted, noFeatures)).toBe(false);
  });

  it.each(kinds)("E5: with all features %s is kept for later if it is a new address, else not", (kind) => {
    expect(isAsynchronous(kind, converted, all)).toBe(kind === "addAddress");
  });

  it("E5: no other feature than asyncAddresses lets a new address wait", () => {
    expect(isAsynchronous("addAddress", converted, only("asyncAddresses"))).toBe(true);
    expect(isAsynchronous("addAddress", converted, { ...all, asyncAddresses: false })).toBe(false);
  });
});

describe("operations that a later change must not overtake", () => {
  const changes = kinds.filter((kind) => kind !== "addAddress");
  it.each(changes)("S4: %s, until it is at its end or failed", (kind) => {
    const states = ["pending", "sent", "done", "failed", "cancelled"] as const;
    expect(states.map((state) => areOnTheirWay([{ kind, state }]))).toEqual([true, true, false, false, false]);
  });

  it("S4: neither the create nor new addresses, whatever stands beside them", () => {
    const others = [{ kind: "create", state: "sent" } as const, { kind: "addAddress", state: "pending" } as const];
    expect(areOnTheirWay(others)).toBe(false);
    expect(areOnTheirWay([...others, { kind: "edit", state: "pending" }])).toBe(true);
  });
});
