import { describe, expect, it } from "vitest";
import { attributeSlots } from "../../../shared/clienteling/listing/card-view";
import { channel } from "../customers/houston";

const attribute = (label: string) => ({ label, type: "text" as const, mandatory: false, refinable: false });
const where = {
  ...channel(),
  products: {
    attributes: { brand: attribute("Brand"), ring: attribute("Ring size"), shade: attribute("Shade") },
    customerAttributes: [],
    clientBookAttributes: ["shade", "ring", "brand"],
  },
  catalog: { refinable: [], clientBookDisplayOrder: { brand: 1, ring: 2, shade: 3 } },
};

describe("the slots of a card", () => {
  it("B5: client-book attributes by ascending display order; one without a value takes none", () => {
    const values = { shade: "red", brand: "Fabrikam" };
    expect(attributeSlots(values, where)).toEqual([
      { kind: "attribute", name: "brand", label: "Brand", value: "Fabrikam" },
      { kind: "attribute", name: "shade", label: "Shade", value: "red" },
    ]);
  });

  it("B6: an attribute that no longer belongs to client books is not shown", () => {
    expect(attributeSlots({ gone: "x" }, where)).toEqual([]);
  });
});
