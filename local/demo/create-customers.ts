import { randomUUID } from "node:crypto";
import { inParallel } from "./in-parallel";
import { RefusedByServer } from "./patient-call";
import type { CustomerInFile } from "./read-customers";
import type { CreatedAnswer, Till } from "./till";

export interface CreatedCustomer {
  readonly customer: CustomerInFile;
  readonly till: Till;
  readonly answer: CreatedAnswer;
}

/** A customer of the file that did not get where it should. */
export interface FailedCustomer {
  readonly customer: CustomerInFile;
  readonly reason: string;
}

export interface Creations {
  readonly created: readonly CreatedCustomer[];
  readonly refused: readonly FailedCustomer[];
}

/** How many requests the tills have under way together. */
export const requestsAtATime = 16;

/** Creates the customers, the tills taking turns. Rejects when the server stays away. */
export async function createCustomers(
  customers: readonly CustomerInFile[],
  tills: { readonly sync: Till; readonly async: Till },
  advance: () => void,
): Promise<Creations> {
  const created: CreatedCustomer[] = [];
  const refused: FailedCustomer[] = [];
  const turns = customers.map((customer, index) => ({ customer, till: index % 2 === 0 ? tills.sync : tills.async }));
  await inParallel(turns, requestsAtATime, async ({ customer, till }) => {
    // D4: without the feature enhancedAsyncCustomers an asynchronous customer may not have a title.
    const request = till === tills.async ? { ...customer.request, title: undefined } : customer.request;
    try {
      created.push({ customer, till, answer: await till.create(request, randomUUID()) });
    } catch (error) {
      if (!(error instanceof RefusedByServer)) throw error;
      refused.push({ customer, reason: error.message });
    }
    advance();
  });
  return { created, refused };
}
