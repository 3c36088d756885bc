import { describe, expect, it } from "vitest";
import { changedAttributes } from "../../../shared/clienteling/books/changed-attributes";
import { initialAttributes } from "../../../shared/clienteling/books/initial-attributes";
import { moving } from "../../../shared/clienteling/books/reassign-customers";
import { channel } from "../customers/houston";
import { entry } from "./members";

const book = { workerId: "2", clientBookId: "CB-2", legalEntityId: "usrt" };
const kept = { brand: "Fabrikam" };

describe("reassigning", () => {
  it("B4: moves a customer with what is kept of it", () => {
    const moved = { ...entry("1", kept), workerId: "2", clientBookId: "CB-2" };
    expect(moving([entry("1", kept)], book, undefined)).toEqual({ outcome: "reassigned", entries: [moved] });
    expect(moving([entry("1", kept), entry("3")], book, "1")).toEqual({
      outcome: "reassigned",
      entries: [entry("3"), moved],
    });
  });

  it("B4: only out of the book that is named", () => {
    expect(moving([entry("3")], book, "1")).toEqual({ outcome: "notInBook" });
    expect(moving([], book, undefined)).toEqual({ outcome: "notInBook" });
    expect(moving([entry("2")], book, "1")).toEqual({ outcome: "notInBook" });
  });

  it("B4: who is there already stays, and keeps what is kept there", () => {
    expect(moving([entry("2", kept)], book, undefined)).toEqual({ outcome: "reassigned" });
    expect(moving([entry("1"), entry("2", kept)], book, "1")).toEqual({
      outcome: "reassigned",
      entries: [entry("2", kept)],
    });
  });
});

describe("changing client-book attributes", () => {
  const definition = { label: "An attribute", mandatory: false, refinable: false };
  const where = channel({
    products: {
      attributes: {
        brand: { ...definition, type: "list", values: ["Fabrikam"], mandatory: true },
        ring: { ...definition, type: "decimal", minimum: 40, maximum: 70 },
      },
      clientBookAttributes: ["brand", "ring"],
    },
  });

  it("B6: sets and takes away, and leaves the others", () => {
    expect(changedAttributes({ brand: "Fabrikam", ring: 50 }, { ring: 60 }, where)).toEqual({
      values: { brand: "Fabrikam", ring: 60 },
      faults: [],
    });
    const { values } = changedAttributes({ brand: "Fabrikam", ring: 50 }, { ring: null }, where);
    expect(values).toEqual({ brand: "Fabrikam" });
  });

  it("B6: names every fault: unknown, out of bounds, mandatory", () => {
    const { faults } = changedAttributes({ brand: "Fabrikam" }, { brand: null, ring: 80, other: 1 }, where);
    expect(faults).toEqual([
      { pointer: "/attributes/ring", message: expect.stringContaining("70") },
      { pointer: "/attributes/other", message: "There is no such client-book attribute." },
      { pointer: "/attributes/brand", message: "This attribute is mandatory." },
    ]);
  });

  it("B6: one of customers is none of client books; pointers escape what RFC 6901 says", () => {
    const { faults } = changedAttributes(
      { brand: "Fabrikam" },
      { size: 1, "a/b~c": 1 },
      {
        ...where,
        products: {
          ...where.products,
          attributes: { ...where.products.attributes, size: { ...definition, type: "decimal" } },
          customerAttributes: ["size"],
        },
      },
    );
    expect(faults.map(({ pointer }) => pointer)).toEqual(["/attributes/size", "/attributes/a~1b~0c"]);
  });

  it("B6: a customer comes into a book with the defaults, and only those", () => {
    const products = {
      ...where.products,
      attributes: {
        ...where.products.attributes,
        brand: { ...definition, type: "list" as const, values: ["Fabrikam"], default: "Fabrikam" },
        note: { ...definition, type: "text" as const, default: "none" },
      },
    };
    expect(initialAttributes({ ...where, products })).toEqual({ brand: "Fabrikam" });
  });
});
