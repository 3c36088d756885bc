import { describe, expect, it } from "vitest";
import { attributeValues } from "../../../shared/customers/creation/attribute-values";
import type { InputFault } from "../../../shared/failure";
import type { Attribute, AttributeValue } from "../../../shared/headquarters";

const text: Attribute = { type: "text", label: "A text", mandatory: false, refinable: false };

/** What is kept of `given` where customers have these attributes; `rank` is one of client books alone. */
function kept(given: Record<string, AttributeValue>, customerAttributes: Record<string, Attribute>) {
  const faults: InputFault[] = [];
  const values = attributeValues(
    given,
    {
      attributes: { ...customerAttributes, rank: { ...text, mandatory: true, default: "gold" } },
      customerAttributes: Object.keys(customerAttributes),
      clientBookAttributes: ["rank"],
    },
    faults,
  );
  return { values, faults };
}
const fine = (values: object) => ({ values, faults: [] });

describe("the attributes of a new customer", () => {
  it("B6: are those given; what is not mandatory and has no default may be missing", () => {
    const size: Attribute = { ...text, type: "decimal", minimum: 15, maximum: 60 };
    expect(kept({ size: 15, topic: "bags" }, { size, topic: text, nickname: text })).toEqual(
      fine({ size: 15, topic: "bags" }),
    );
    expect(kept({ size: 60 }, { size })).toEqual(fine({ size: 60 }));
    expect(kept({}, { size, topic: text })).toEqual(fine({}));
  });

  it.each<[Attribute["type"], AttributeValue, AttributeValue]>([
    ["text", "bags", "shoes"],
    ["text", "", "shoes"],
    ["integer", 0, 1],
    ["boolean", false, true],
  ])("B6: a %s that is missing has its default, %j; what is given wins", (type, byDefault, given) => {
    for (const mandatory of [false, true]) {
      const attribute: Attribute = { ...text, type, mandatory, default: byDefault };
      expect(kept({}, { attribute })).toEqual(fine({ attribute: byDefault }));
      expect(kept({ attribute: given }, { attribute })).toEqual(fine({ attribute: given }));
    }
    const attribute: Attribute = { ...text, type, mandatory: true };
    expect(kept({ attribute: byDefault }, { attribute })).toEqual(fine({ attribute: byDefault }));
  });

  it.each(["topic", "constructor"])("B6: a mandatory one without a default that is missing is refused: %s", (name) => {
    const { faults } = kept({ nickname: "Bo" }, { nickname: text, [name]: { ...text, mandatory: true } });
    expect(faults).toEqual([{ pointer: `/attributes/${name}`, message: "This attribute is mandatory." }]);
  });

  it("B6: every value that does not fit is refused, with what is expected", () => {
    const size: Attribute = { ...text, type: "decimal", minimum: 15, maximum: 60 };
    const { faults } = kept(
      { size: 14.9, topic: "bags", birthday: "1990-02-30" },
      {
        ...{ size, topic: text, birthday: { ...text, type: "date", mandatory: true, default: "1990-01-01" } },
      },
    );
    expect(faults).toEqual([
      { pointer: "/attributes/size", message: "At least 15 is expected." },
      { pointer: "/attributes/birthday", message: "A date such as 1990-05-04 is expected." },
    ]);
  });

  it.each(["nickname", "constructor", "rank"])("B6: one that customers do not have is refused: %s", (name) => {
    const message = "There is no such customer attribute.";
    expect(kept({ [name]: "Bo" }, { topic: text }).faults).toEqual([{ pointer: `/attributes/${name}`, message }]);
  });

  it("B6: one that the channel is told of before its definition is neither known nor asked for", () => {
    const faults: InputFault[] = [];
    const products = { attributes: {}, customerAttributes: ["topic"], clientBookAttributes: [] };
    expect(attributeValues({}, products, faults)).toEqual({});
    expect(faults).toEqual([]);
    attributeValues({ topic: "bags" }, products, faults);
    expect(faults).toEqual([{ pointer: "/attributes/topic", message: "There is no such customer attribute." }]);
  });
});
