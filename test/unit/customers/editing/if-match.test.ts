import { describe, expect, it } from "vitest";
import type { ChannelCustomer } from "../../../../shared/customers";
import { conditionFailed, matches, requireCondition } from "../../../../shared/customers/editing/if-match";
import { channel } from "../houston";
import { refusal } from "../new";
import { store } from "../store";

/** The copy of a customer at headquarters' third revision, with two operations of the channel's own: its ETag is `"3.2"`. */
async function copy(): Promise<ChannelCustomer> {
  const created = await store().create({ firstName: "Ana" }, channel());
  return { ...created, revision: 3, operationCount: 2 };
}

describe("If-Match", () => {
  it("E1: a change without it is refused where it is needed, and says what to send", () => {
    expect(refusal(() => requireCondition(undefined))).toMatchObject({
      kind: "precondition-required",
      message: expect.stringContaining("If-Match"),
    });
    expect(refusal(() => requireCondition('"3.2"'))).toBeUndefined();
    expect(refusal(() => requireCondition("*"))).toBeUndefined();
  });

  it.each([undefined, "*", '"3.2"', '"1.0", "3.2"', '"3.2","1.0"', ' "3.2" ', '"1.0", *'])(
    "E1: %j names the customer as it is",
    async (ifMatch) => {
      expect(matches(ifMatch, await copy())).toBe(true);
    },
  );

  it.each(["", '"3.1"', '"2.2"', "3.2", '"3.2.1"', '"1.0", "2.0"', 'W/"3.2"'])(
    "E1: %j names another state",
    async (ifMatch) => {
      expect(matches(ifMatch, await copy())).toBe(false);
    },
  );

  it("E1: sync times and the sync state are no part of it", async () => {
    const later = await copy();
    const syncTimeline = { ...later.syncTimeline, distributed: "2026-04-01T00:00:00.000Z" };
    expect(matches('"3.2"', { ...later, syncState: "pendingAccount", syncTimeline })).toBe(true);
  });

  it("E1: a lost race says that the customer is to be read again", () => {
    expect(conditionFailed()).toMatchObject({
      kind: "precondition-failed",
      message: expect.stringContaining("read it again"),
    });
  });
});
