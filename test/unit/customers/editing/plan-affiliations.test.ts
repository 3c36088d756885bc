import { describe, expect, it } from "vitest";
import { planAffiliations } from "../../../../shared/customers/editing/plan-affiliations";
import { channel } from "../houston";
import { made, refusal } from "../new";

const shopper = made({ firstName: "Ana", affiliations: ["loyal-shopper"] });
const planned = (...given: string[]) => planAffiliations(given, shopper, channel());
const replaced = (...affiliations: string[]) => ({ kind: "replaceAffiliations", payload: { affiliations } });

describe("E4: affiliations that are to be replaced", () => {
  it("are those given, each once", () => {
    expect(planned("loyal-shopper", "vip", "vip")).toEqual(replaced("loyal-shopper", "vip"));
    expect(planned("vip")).toEqual(replaced("vip"));
  });

  it("can be none", () => {
    expect(planned()).toEqual(replaced());
    expect(planAffiliations([], { ...shopper, affiliations: [] }, channel())).toBeUndefined();
  });

  it("are no change when the customer has them, however often they are given", () => {
    expect(planned("loyal-shopper")).toBeUndefined();
    expect(planned("loyal-shopper", "loyal-shopper")).toBeUndefined();
  });

  it("are refused at their places when the channel does not know them", () => {
    expect(refusal(() => planned("friend", "vip", "constructor"))).toMatchObject({
      kind: "reference-missing",
      message: "The change names what is not there.",
      errors: [
        { pointer: "/affiliations/0", message: "There is no affiliation friend." },
        { pointer: "/affiliations/2", message: "There is no affiliation constructor." },
      ],
    });
  });

  it("are refused also when the customer has them: they are gone at headquarters", () => {
    const friend = { ...shopper, affiliations: ["friend"] };
    expect(refusal(() => planAffiliations(["friend"], friend, channel()))?.kind).toBe("reference-missing");
  });
});
