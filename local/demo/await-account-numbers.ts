import { setTimeout as delay } from "node:timers/promises";
import { type CreatedCustomer, type FailedCustomer, requestsAtATime } from "./create-customers";
import { inParallel } from "./in-parallel";
import { RefusedByServer } from "./patient-call";
import type { CustomerAnswer } from "./till";

export interface NumberedCustomer extends CreatedCustomer {
  readonly accountNumber: string;
  /** As its channel shows it. */
  readonly shown: CustomerAnswer;
}

export interface AccountNumbers {
  readonly numbered: readonly NumberedCustomer[];
  readonly withoutNumber: readonly FailedCustomer[];
  /** How often a channel was asked for a customer. */
  readonly reads: number;
}

// A lost signal is repaired by the P-job, a minute after it fell due at the latest.
const noProgressMs = 180_000;
const pauseMs = 250;

/**
 * Reads each customer back in its channel until it shows its account number (S2). Customers are numbered about in the
 * order of their creation, so a round ends as soon as it meets enough that are still pending. Waits as long as numbers
 * keep coming, and three minutes more.
 */
export async function awaitAccountNumbers(
  created: readonly CreatedCustomer[],
  advance: () => void,
  signal: AbortSignal,
): Promise<AccountNumbers> {
  const numbered: NumberedCustomer[] = [];
  const withoutNumber: FailedCustomer[] = [];
  let reads = 0;
  let waiting: readonly CreatedCustomer[] = created;
  let progressAt = Date.now();
  while (waiting.length > 0 && Date.now() - progressAt < noProgressMs) {
    const pending: CreatedCustomer[] = [];
    const notAsked: CreatedCustomer[] = [];
    await inParallel(waiting, requestsAtATime, async (one) => {
      if (pending.length >= requestsAtATime) {
        notAsked.push(one);
        return;
      }
      reads += 1;
      const outcome = await readBack(one);
      if (outcome === "pending") {
        pending.push(one);
        return;
      }
      if ("reason" in outcome) withoutNumber.push(outcome);
      else numbered.push(outcome);
      progressAt = Date.now();
      advance();
    });
    // Those that were pending come last, so that a few that never get a number do not hide the others.
    waiting = [...notAsked, ...pending];
    if (pending.length > 0) await delay(pauseMs, undefined, { signal });
  }
  const late = waiting.map(({ customer }) => ({ customer, reason: "its account number did not come" }));
  return { numbered, withoutNumber: [...withoutNumber, ...late], reads };
}

async function readBack(one: CreatedCustomer): Promise<NumberedCustomer | FailedCustomer | "pending"> {
  const { customer, till, answer } = one;
  const failed = (reason: string) => ({ customer, reason });
  try {
    const shown = await till.find(answer.customerId);
    const { accountNumber, syncState } = shown;
    if (syncState === "failed") return failed("its synchronization failed");
    if (accountNumber === null || syncState !== "synchronized") return "pending";
    if (answer.accountNumber !== null && answer.accountNumber !== accountNumber) {
      return failed(`it was created as ${answer.accountNumber}, but its channel shows ${accountNumber}`);
    }
    return { ...one, accountNumber, shown };
  } catch (error) {
    if (!(error instanceof RefusedByServer)) throw error;
    return failed(`its channel does not show it: ${error.message}`);
  }
}
