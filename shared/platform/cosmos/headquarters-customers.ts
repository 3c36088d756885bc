import { z } from "zod";
import {
  type AccountNumberClaims,
  customer,
  type HeadquartersCustomer,
  type HeadquartersCustomers,
  searchKeys,
} from "../../customers";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const document = z.object({
  customer: customer.extend({ accountNumber: z.string() }),
  revision: z.number(),
  requestHash: z.string().nullable(),
  accountAssignedAt: z.string(),
});

/** One document a customer, in a partition of its own. */
export function headquartersDocument(known: HeadquartersCustomer) {
  const { customerId, legalEntityId } = known.customer;
  return {
    id: customerId,
    customerId,
    type: "customer",
    legalEntityId,
    searchKeys: searchKeys(known.customer),
    ...known,
  };
}

export const fromHeadquartersDocument = (read: unknown): HeadquartersCustomer => document.parse(read);

export function cosmosHeadquartersCustomers(
  { customers }: Pick<HeadquartersDatabase, "customers">,
  owners: Pick<AccountNumberOwners, "ownerOf">,
): HeadquartersCustomers {
  async function find(customerId: string, signal?: AbortSignal): Promise<HeadquartersCustomer | undefined> {
    const { resource } = await customers.item(customerId, customerId).read(request(signal));
    return resource === undefined ? undefined : fromHeadquartersDocument(resource);
  }

  return {
    create: (known, signal) =>
      reaching("headquarters-unavailable", async () => {
        try {
          await customers.items.create(headquartersDocument(known), request(signal));
          return known;
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
          const present = await find(known.customer.customerId, signal);
          if (present === undefined) throw error;
          return present;
        }
      }),
    find: (customerId, signal) => reaching("headquarters-unavailable", () => find(customerId, signal)),
    findByAccountNumber: (legalEntityId, accountNumber, signal) =>
      reaching("headquarters-unavailable", async () => {
        const owner = await owners.ownerOf(legalEntityId, accountNumber, signal);
        const known = owner === undefined ? undefined : await find(owner, signal);
        // A claim whose customer got another number in the end (two consumers at once) leads nowhere.
        return known?.customer.accountNumber.toLowerCase() === accountNumber.toLowerCase() ? known : undefined;
      }),
  };
}

interface AccountNumberOwners extends AccountNumberClaims {
  ownerOf(legalEntityId: string, accountNumber: string, signal?: AbortSignal): Promise<string | undefined>;
}

const keyDocument = z.object({ customerId: z.string() });
const accountKey = (legalEntityId: string, accountNumber: string) => `${legalEntityId}:${accountNumber.toLowerCase()}`;

/** The document with which a customer claims an account number. */
export const accountNumberClaim = (legalEntityId: string, accountNumber: string, customerId: string) => ({
  id: "accountNumber",
  key: accountKey(legalEntityId, accountNumber),
  customerId,
});

/** Keys that belong to one customer alone: a document a key, its id the key, so that only one can be created. */
export function cosmosAccountNumbers({
  customerKeys,
}: Pick<HeadquartersDatabase, "customerKeys">): AccountNumberOwners {
  return {
    claim: (legalEntityId, accountNumber, customerId, signal) =>
      reaching("headquarters-unavailable", async () => {
        try {
          await customerKeys.items.create(
            accountNumberClaim(legalEntityId, accountNumber, customerId),
            request(signal),
          );
          return true;
        } catch (error) {
          if (hasStatus(error, 409)) return false;
          throw error;
        }
      }),
    async ownerOf(legalEntityId, accountNumber, signal) {
      const key = accountKey(legalEntityId, accountNumber);
      const { resource } = await customerKeys.item("accountNumber", key).read(request(signal));
      return resource === undefined ? undefined : keyDocument.parse(resource).customerId;
    },
  };
}
