import { Failure } from "../../failure";
import type { NextNumber } from "../../headquarters";
import type { Log } from "../../log";
import type { Customer } from "../customer";
import type { CustomerKeys } from "../customer-keys";

/** What headquarters itself checks and uses for the customers of a legal entity, as it stands there now (J1). */
export interface LegalEntityRules {
  readonly accountSequenceId: string;
  readonly customerGroupIds: ReadonlySet<string>;
  readonly affiliationIds: ReadonlySet<string>;
}

/**
 * Rejects with `headquarters-unavailable`, and with `reference-missing` for a legal entity without parameters. The
 * rules may have been read a little earlier, unless they are asked for `fresh`.
 */
export type FindLegalEntityRules = (legalEntityId: string, fresh?: boolean) => Promise<LegalEntityRules>;

export interface AdmitCustomerPorts {
  readonly rulesOf: FindLegalEntityRules;
  readonly customerKeys: CustomerKeys;
  readonly nextNumber: NextNumber;
  readonly log: Log;
}

/**
 * Checks that headquarters knows what a new customer names, and claims its account number (S7). The claim comes
 * before the customer is written: a crash in between costs a number, which may be skipped, and nothing else. Rejects
 * with `reference-missing`, `number-sequence-exhausted`, `headquarters-unavailable`.
 */
export type AdmitCustomer = (customer: Customer, signal?: AbortSignal) => Promise<string>;

export function admitCustomer({ rulesOf, customerKeys, nextNumber, log }: AdmitCustomerPorts): AdmitCustomer {
  return async (customer, signal) => {
    const { customerId, legalEntityId } = customer;
    const remembered = await rulesOf(legalEntityId);
    // What headquarters has just learned counts at once (J1): nobody is refused for what is only remembered.
    const rules = missingIn(remembered, customer).length > 0 ? await rulesOf(legalEntityId, true) : remembered;
    const missing = missingIn(rules, customer);
    if (missing.length > 0) {
      throw new Failure("reference-missing", `Headquarters does not know ${missing.join(", ")}.`);
    }
    for (;;) {
      const accountNumber = await nextNumber(rules.accountSequenceId, signal);
      const key = { kind: "accountNumber", legalEntityId, value: accountNumber } as const;
      if ((await customerKeys.claim(key, customerId, signal)).owner === customerId) return accountNumber;
      // Somebody has it: after a restore or a failover the sequence may lie behind.
      log.warn("account-number.skipped", { sequenceId: rules.accountSequenceId, accountNumber });
    }
  };
}

function missingIn(rules: LegalEntityRules, { customerGroup, affiliations }: Customer): string[] {
  const missing = affiliations.filter((id) => !rules.affiliationIds.has(id)).map((id) => `affiliation ${id}`);
  return rules.customerGroupIds.has(customerGroup) ? missing : [...missing, `customer group ${customerGroup}`];
}
