import { describe, expect, it } from "vitest";
import { changeMemberships } from "../../../shared/clienteling";
import { adding } from "../../../shared/clienteling/books/add-to-client-book";
import type { RealTimeService } from "../../../shared/customers";
import { entry, membershipOf } from "./members";
import { memoryMemberships } from "./memory";

const realTime: RealTimeService = (call) => call(new AbortController().signal);
const one = { clientBookSequenceId: "client-book", allowSeveralClientBooks: false };
const several = { ...one, allowSeveralClientBooks: true };

describe("who gets a customer", () => {
  it("B2: one at most; whoever comes second is told whose the customer is", () => {
    expect(adding([], entry("1"), one)).toEqual({ outcome: { outcome: "added" }, entries: [entry("1")] });
    expect(adding([entry("1")], entry("1"), one)).toEqual({ outcome: { outcome: "alreadyMine" } });
    expect(adding([entry("1")], entry("2"), one)).toEqual({ outcome: { outcome: "inAnotherBook", workerId: "1" } });
  });

  it("B2: several books, where they are allowed", () => {
    const both = [entry("1"), entry("2")];
    expect(adding([entry("1")], entry("2"), several)).toEqual({ outcome: { outcome: "added" }, entries: both });
  });

  it("B2: a customer that somebody else takes at the same moment is looked at again", async () => {
    let raced = false;
    const memberships = memoryMemberships(async (put) => {
      if (raced) return;
      raced = true;
      await put([{ ...membershipOf("a", 1, entry("2")), etag: undefined }]);
    });
    const change = changeMemberships({ memberships: memberships.port, realTime });
    const changed = await change("usrt", ["a", "b"], (entries) => adding(entries, entry("1"), one));
    expect(changed.get("a")?.outcome).toEqual({ outcome: "inAnotherBook", workerId: "2" });
    expect(changed.get("b")?.outcome).toEqual({ outcome: "added" });
    expect(memberships.of("a")?.entries).toEqual([entry("2")]);
    expect(memberships.of("b")).toMatchObject({ entries: [entry("1")], revision: 1 });
  });

  it("B2: memberships that never come to rest are given up", async () => {
    let revision = 0;
    const memberships = memoryMemberships(async (put) => {
      revision += 1;
      await put([{ ...membershipOf("a", revision, entry("2")), etag: memberships.of("a")?.etag }]);
    });
    const change = changeMemberships({ memberships: memberships.port, realTime });
    const never = change("usrt", ["a"], () => ({ outcome: true, entries: [] }));
    await expect(never).rejects.toMatchObject({ kind: "headquarters-unavailable" });
  });
});
