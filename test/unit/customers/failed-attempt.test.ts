import { describe, expect, it } from "vitest";
import {
  afterFailedAttempt,
  afterFailedCreate,
  afterResumedCreate,
  isTransient,
} from "../../../shared/customers/synchronization/failed-attempt";
import type { Intervention } from "../../../shared/customers/synchronization/operation";
import { Failure, type FailureKind } from "../../../shared/failure";
import { channel } from "./houston";
import { store } from "./store";

const policy = { firstDelayMs: 1_000, longestDelayMs: 300_000, giveUpAfterMs: 3_600_000 };
const away = new Failure("headquarters-unavailable", "Headquarters is away.");
const createdAt = Date.parse("2026-03-01T09:00:00.000Z");
const since = (ms: number) => new Date(createdAt + ms);

/** A customer that was created asynchronously at `createdAt`, and its operation. */
async function pending() {
  const used = store();
  const { customer } = await used.create({ firstName: "Ana" }, channel({ async: true }));
  const [operation] = used.channel.operations();
  const copy = used.channel.copy(customer.customerId);
  if (operation === undefined || copy === undefined) throw new Error("It is not there.");
  return { operation, copy };
}

async function tried(failure: Failure, now: Date, interventions?: readonly string[]) {
  const { operation } = await pending();
  const by = interventions?.map(
    (at): Intervention => ({ at, actor: "administrator:1", action: "synchronized", fields: [] }),
  );
  const before = { ...operation, attempts: 2, ...(by && { interventions: by }) };
  return { before, after: afterFailedAttempt(before, failure, policy, now) };
}

describe("an attempt that failed", () => {
  it.each<FailureKind>([
    "headquarters-unavailable",
    "channel-database-unavailable",
    "queue-unavailable",
    "dependency-unavailable",
    "precondition-failed",
  ])("S5: %s passes: the operation is due again", async (kind) => {
    const failure = new Failure(kind, "Later.");
    expect(isTransient(failure)).toBe(true);
    expect((await tried(failure, since(0))).after.state).toBe("sent");
  });

  it.each<FailureKind>([
    "invalid-request",
    "reference-missing",
    "number-sequence-exhausted",
    "card-in-use",
    "not-found",
  ])("S5, S7: %s does not pass: the operation fails for good", async (kind) => {
    const failure = new Failure(kind, "Never.");
    expect(isTransient(failure)).toBe(false);
    expect((await tried(failure, since(0))).after.state).toBe("failed");
  });

  it("S5: counts, keeps the reason, and is due after the doubled delay", async () => {
    const { before, after: waits } = await tried(away, since(10_000));
    const dueAt = since(10_000 + 4_000).toISOString();
    expect(waits).toEqual({ ...before, attempts: 3, lastError: "Headquarters is away.", state: "sent", dueAt });
  });

  it("S5: for good counts and keeps the reason too, and is not due again", async () => {
    const { before, after: failed } = await tried(new Failure("invalid-request", "No such group."), since(10_000));
    expect(failed).toEqual({ ...before, attempts: 3, lastError: "No such group.", state: "failed" });
  });

  it("S5: waits as long as the dependency asks for", async () => {
    const throttled = new Failure("headquarters-unavailable", "Later.", { retryAfterMs: 60_000 });
    expect((await tried(throttled, since(0))).after.dueAt).toBe(since(60_000).toISOString());
  });

  it("S5: is tried until its time is over, to the millisecond", async () => {
    expect((await tried(away, since(policy.giveUpAfterMs))).after.state).toBe("sent");
    expect((await tried(away, since(policy.giveUpAfterMs + 1))).after.state).toBe("failed");
  });

  it("S5: has all the time again from the latest intervention on", async () => {
    const interventions = [1_000, 3_000, 5_000].map((ms) => since(ms).toISOString());
    const end = 5_000 + policy.giveUpAfterMs;
    expect((await tried(away, since(end), interventions)).after.state).toBe("sent");
    expect((await tried(away, since(end + 1), interventions)).after.state).toBe("failed");
    expect((await tried(away, since(policy.giveUpAfterMs + 1), [])).after.state).toBe("failed");
  });
});

describe("the copy of a customer whose creation failed", () => {
  const uploaded = "2026-03-01T09:00:01.000Z";

  it("S6: waits for its account number, and shows when headquarters first heard of it", async () => {
    const { copy } = await pending();
    const waits = afterFailedCreate(copy, { state: "sent" }, new Date(uploaded));
    const syncTimeline = { ...copy.syncTimeline, uploaded };
    expect(waits).toEqual({ ...copy, syncState: "pendingAccount", syncTimeline });
    expect(afterFailedCreate(waits, { state: "sent" }, since(60_000))).toEqual(waits);
  });

  it("S6: shows as failed once the operation is", async () => {
    const { copy } = await pending();
    const failed = afterFailedCreate(copy, { state: "failed" }, new Date(uploaded));
    expect(failed).toMatchObject({ syncState: "failed", syncTimeline: { uploaded } });
  });

  it("S6: stays as it is when job 1010 has brought it", async () => {
    const { copy } = await pending();
    const brought = { ...copy, revision: 1, syncState: "synchronized" as const };
    expect(afterFailedCreate(brought, { state: "failed" }, since(1_000))).toEqual(brought);
  });

  it("S6: waits once more where it was when it is resumed, and only if it had failed", async () => {
    const { copy } = await pending();
    const failed = { ...copy, syncState: "failed" as const };
    const heard = { ...failed, syncTimeline: { ...copy.syncTimeline, uploaded } };
    expect(afterResumedCreate(failed)).toEqual({ ...failed, syncState: "pendingUpload" });
    expect(afterResumedCreate(heard)).toEqual({ ...heard, syncState: "pendingAccount" });
    const brought = { ...heard, syncState: "synchronized" as const };
    expect(afterResumedCreate(brought)).toEqual(brought);
  });
});
