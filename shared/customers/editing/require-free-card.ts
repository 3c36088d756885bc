import { Failure } from "../../failure";
import type { ChannelCustomer } from "../channel-customers";
import type { DuplicateSearchPorts } from "../duplicates/duplicate-search";
import { searchKey } from "../search/search-keys";
import type { CustomerChange } from "./customer-change";

/**
 * Before a card is reserved in the channel: whether another customer of the channel database group has it (E3), since
 * headquarters would refuse it too late for the till. Headquarters still decides between two who reserve it at once, and
 * between groups. Rejects with `card-in-use`.
 */
export type RequireFreeCard = (customer: ChannelCustomer, change: CustomerChange) => Promise<void>;

export function requireFreeCard({ findInChannel }: Pick<DuplicateSearchPorts, "findInChannel">): RequireFreeCard {
  return async ({ channelDatabaseGroupId, customer: { legalEntityId, customerId } }, { kind, payload }) => {
    if (kind !== "issueLoyaltyCard") return;
    const keys = [searchKey("loyaltyCard", payload.cardNumber.toLowerCase())];
    const holders = await findInChannel({ channelDatabaseGroupId, legalEntityId, customerId, keys });
    if (holders.length > 0) throw new Failure("card-in-use", "The loyalty card belongs to another customer.");
  };
}
