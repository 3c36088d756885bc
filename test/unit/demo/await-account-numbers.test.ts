import { describe, expect, it } from "vitest";
import { awaitAccountNumbers } from "../../../local/demo/await-account-numbers";
import type { CreatedCustomer } from "../../../local/demo/create-customers";
import { RefusedByServer } from "../../../local/demo/patient-call";
import type { CustomerAnswer } from "../../../local/demo/till";

const shown = (accountNumber: string | null, syncState = "synchronized"): CustomerAnswer => ({
  customerId: "c",
  accountNumber,
  syncState,
  syncTimeline: { created: "2030-01-01T00:00:00.000Z", distributed: "2030-01-01T00:00:01.000Z" },
});
const pending = shown(null, "pendingAccount");

/** A customer that its channel shows like this, one answer after the other. */
function customer(line: number, createdAs: string | null, ...answers: (CustomerAnswer | Error)[]): CreatedCustomer {
  const request = { externalReference: `C-${line}`, customerType: "person" as const, addresses: [], attributes: {} };
  const find = async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer as CustomerAnswer;
  };
  const creationMode = createdAs === null ? ("async" as const) : ("sync" as const);
  return {
    customer: { line, request },
    till: { channelId: "houston", create: () => Promise.reject(), find },
    answer: { ...shown(createdAs), creationMode, asyncReason: null },
  };
}

const awaitAll = (...created: CreatedCustomer[]) =>
  awaitAccountNumbers(created, () => undefined, new AbortController().signal);

describe("waiting for account numbers", () => {
  it("S2: asks again while a customer is pending", async () => {
    const { numbered, withoutNumber, reads } = await awaitAll(
      customer(2, null, pending, shown("00-2", "pendingDistribution"), shown("00-2")),
      customer(3, "00-3", shown("00-3")),
    );
    expect(numbered.map(({ accountNumber }) => accountNumber)).toEqual(["00-3", "00-2"]);
    expect({ withoutNumber, reads }).toEqual({ withoutNumber: [], reads: 4 });
  });

  it("reaches those behind many that stay pending longer", async () => {
    const slow = Array.from({ length: 40 }, (_, line) => customer(line, null, pending, pending, shown(`00-${line}`)));
    const { numbered } = await awaitAll(...slow, customer(99, null, shown("00-99")));
    expect(numbered).toHaveLength(41);
  });

  it.each([
    ["its synchronization failed", customer(2, null, shown(null, "failed"))],
    ["it was created as 00-2, but its channel shows 00-3", customer(2, "00-2", shown("00-3"))],
    ["its channel does not show it: 404 gone", customer(2, "00-2", new RefusedByServer("404 gone"))],
  ])("says of a customer: %s", async (reason, one) => {
    const { numbered, withoutNumber } = await awaitAll(one);
    expect(numbered).toEqual([]);
    expect(withoutNumber).toEqual([{ customer: one.customer, reason }]);
  });
});
