import type { FindForAdministrator } from "../administration/find-for-administrator";
import type { Actor } from "../audit";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { EraseCustomer } from "./erase-customer";

export interface ErasePersonPorts {
  readonly findForAdministrator: FindForAdministrator;
  readonly eraseCustomer: EraseCustomer;
  /** Keeps the intent, so that the erasure goes on after a crash. Rejects with `headquarters-unavailable`. */
  keepIntent(erasure: { readonly customerId: string; readonly actor: Actor }): Promise<void>;
}

/**
 * Erases all that is held on a person (P1): the customer that stands for it, and every identity that was merged into
 * it. Asked for again it does what is left to do. Rejects with `not-found`, `headquarters-unavailable`,
 * `channel-database-unavailable`.
 */
export type ErasePerson = (customerId: string, actor: Actor) => Promise<HeadquartersCustomer>;

export function erasePerson({ findForAdministrator, eraseCustomer, keepIntent }: ErasePersonPorts): ErasePerson {
  return async (customerId, actor) => {
    let { known } = await findForAdministrator(customerId);
    while (known.customer.mergedInto !== null) known = (await findForAdministrator(known.customer.mergedInto)).known;
    await keepIntent({ customerId: known.customer.customerId, actor });
    const stub = await eraseCustomer(known.customer.customerId, actor);
    for (const identity of stub.customer.mergedIdentities) await eraseCustomer(identity.customerId, actor);
    return stub;
  };
}
