import { Failure } from "../../failure";
import { customerId as customerIdSchema } from "../customer";
import type {
  HeadquartersCustomer,
  HeadquartersCustomers,
  StoredHeadquartersCustomer,
} from "../headquarters-customers";
import type { OperationLog } from "../operations/operation-log";
import { operation, operationState } from "../synchronization/operation";

export interface FindForAdministratorPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly operationLog: Pick<OperationLog, "ofCustomers">;
}

/** A customer that headquarters has yet to hear of: it is known by its operation. */
export interface PendingCustomer {
  readonly outcome: "pending";
  readonly known: HeadquartersCustomer;
}

export interface KnownCustomer {
  readonly outcome: "known";
  readonly known: StoredHeadquartersCustomer;
}

/**
 * A customer by GUID, or by account number in its legal entity, as it stands at headquarters; one that was merged
 * answers as it is. Rejects with `not-found`, and with `invalid-request` for an account number without legal entity.
 */
export type FindForAdministrator = (id: string, legalEntityId?: string) => Promise<KnownCustomer | PendingCustomer>;

export function findForAdministrator(ports: FindForAdministratorPorts): FindForAdministrator {
  const { headquartersCustomers, operationLog } = ports;

  return async (id, legalEntityId) => {
    const guid = customerIdSchema.safeParse(id);
    if (!guid.success && legalEntityId === undefined) {
      const errors = [{ pointer: "query/legalEntityId", message: "An account number needs its legal entity." }];
      throw new Failure("invalid-request", "The customer is not named completely.", { errors });
    }
    const known = guid.success
      ? await headquartersCustomers.find(guid.data)
      : await headquartersCustomers.findByAccountNumber(legalEntityId ?? "", id);
    if (known) return { outcome: "known", known };
    const pending = guid.success ? await pendingCustomer(guid.data) : undefined;
    if (pending === undefined) throw new Failure("not-found", "There is no such customer.");
    return { outcome: "pending", known: pending };
  };

  async function pendingCustomer(customerId: string): Promise<HeadquartersCustomer | undefined> {
    const [oldest] = await operationLog.ofCustomers([customerId], operationState.options);
    const first = operation.safeParse(oldest);
    if (!first.success || first.data.kind !== "create") return undefined;
    const { payload: customer, requestHash, possibleDuplicates } = first.data;
    return { customer, revision: 0, requestHash, accountAssignedAt: null, possibleDuplicates };
  }
}
