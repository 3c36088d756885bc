import { describe, expect, it } from "vitest";
import { pageOfWhole } from "../../../shared/http";

const keyOf = (text: string) => text;

describe("a page of a list that is at hand", () => {
  it("begins behind the one before, whatever came or went meanwhile", () => {
    const first = pageOfWhole(["c", "a", "b", "d"], keyOf, { top: 2 });
    expect(first.items).toEqual(["a", "b"]);
    const continuationToken = first.continuationToken ?? "";
    const second = pageOfWhole(["aa", "a", "c", "d"], keyOf, { top: 2, continuationToken });
    expect(second).toEqual({ items: ["c", "d"], continuationToken: null });
  });

  it.each(["odd", Buffer.from("[1]").toString("base64url")])("has no token %s", (continuationToken) => {
    expect(() => pageOfWhole(["a"], keyOf, { top: 2, continuationToken })).toThrow(
      expect.objectContaining({ kind: "invalid-request" }),
    );
  });
});
