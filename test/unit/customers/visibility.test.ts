import { describe, expect, it } from "vitest";
import type { ListedOperation } from "../../../shared/customers";
import { type LookedAt, visibilityIn } from "../../../shared/customers/visibility/channel-visibility";
import { copyOf, customer, known, operationOf } from "../../contract/customer";

const atHeadquarters = known("00-1");
const copy = { ...copyOf(atHeadquarters.customer, "default"), openOperationCount: 0, etag: '"1"' };

const channel = (different: Partial<LookedAt> = {}): LookedAt => ({
  channelId: "houston",
  channelDatabaseGroupId: "default",
  addressBookIds: ["houston-book"],
  excludes1010: false,
  held: { copy, operations: [] },
  ...different,
});

const missing = { copy: undefined, operations: [] };
const operation = (different: Partial<ListedOperation>) => ({
  ...({ ...operationOf(copyOf(customer(), "default")), ...different } as ListedOperation),
  etag: '"1"',
});
const look = (at: LookedAt, there: typeof atHeadquarters | undefined = atHeadquarters) =>
  visibilityIn(at, there, "It has never run.");

describe("why a customer is not visible", () => {
  it("S6: nothing is in the way of a copy that is current", () => {
    expect(look(channel())).toMatchObject({ visible: true, copy: "current", cause: null, operationId: null });
  });

  it.each([
    ["addressBook", channel({ addressBookIds: ["other-book"], held: missing }), /other-book/],
    ["jobExcluded", channel({ excludes1010: true, held: missing }), /excludes job 1010/],
    ["jobNotRun", channel({ held: missing }), /revision 1 yet. It has never run/],
  ] as const)("J6: a copy is missing because of %s", (cause, at, words) => {
    expect(look(at)).toMatchObject({
      visible: false,
      copy: "missing",
      cause,
      explanation: expect.stringMatching(words),
    });
  });

  it("J6: a copy that is not the channel's to find is there, and not visible", () => {
    expect(look(channel({ addressBookIds: ["other-book"] }))).toMatchObject({
      visible: false,
      copy: "current",
      cause: "addressBook",
    });
  });

  it("J3: a copy that is behind waits for 1010", () => {
    const changed = { ...atHeadquarters, revision: 2 };
    expect(look(channel(), changed)).toMatchObject({ visible: true, copy: "behind", cause: "jobNotRun" });
  });

  it("S4: a failed operation is named, before those that wait", () => {
    const operations = [
      operation({ operationId: "first", state: "failed", lastError: "No such group." }),
      operation({ operationId: "second", sequence: 2 }),
    ];
    expect(look(channel({ held: { copy, operations } }))).toMatchObject({
      cause: "failedOperation",
      operationId: "first",
      explanation: "The operation create has failed. No such group.",
    });
    expect(look(channel({ held: { copy, operations: operations.slice(1) } }))).toMatchObject({
      cause: "pendingOperation",
      operationId: "second",
    });
  });

  it("C7, P1: an erased and a merged customer say so", () => {
    const end = (different: object) => ({
      ...atHeadquarters,
      customer: { ...atHeadquarters.customer, ...different },
    });
    expect(look(channel(), end({ erasedAt: "2026-03-02T09:00:00Z" })).cause).toBe("erased");
    expect(look(channel(), end({ mergedInto: "another" }))).toMatchObject({
      cause: "merged",
      explanation: "The customer was merged into another.",
    });
  });

  it("C1: while it is pending in another group, nobody else has it", () => {
    expect(visibilityIn(channel({ held: missing }), undefined, "")).toMatchObject({
      visible: false,
      cause: "unknownAtHeadquarters",
    });
  });
});
