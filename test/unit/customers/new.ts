import { type CreateCustomerRequest, createCustomerRequest } from "../../../shared/customers/creation/create-request";
import { newCustomer } from "../../../shared/customers/creation/new-customer";
import type { InputFault } from "../../../shared/failure";
import { Failure } from "../../../shared/failure";
import { channel } from "./houston";

export const now = "2026-03-01T09:00:00.000Z";

/** A customer that a request makes in a channel, with the ids `id-1`, `id-2` and so on. */
export function made(request: CreateCustomerRequest, where = channel()) {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const customerId = "11111111-1111-4111-8111-111111111111";
  return newCustomer(createCustomerRequest.parse(request), where, { customerId, now, newId });
}

/** The failure with which `work` is refused, and its faults with their places. */
export function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const errors: readonly InputFault[] = error.details.errors ?? [];
    return {
      kind: error.kind as string,
      message: error.message,
      errors,
      pointers: errors.map(({ pointer }) => pointer),
    };
  }
  return undefined;
}
