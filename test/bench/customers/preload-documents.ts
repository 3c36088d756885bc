import { synchronizedCopy } from "../../../shared/customers";
import { newCustomer } from "../../../shared/customers/creation/new-customer";
import { numbered } from "../../../shared/customers/headquarters-customers";
import { channelConfiguration } from "../../../shared/headquarters";
import { cosmosChannelConfigurationStore } from "../../../shared/platform/cosmos";
import { copyToDocument } from "../../../shared/platform/cosmos/channel-documents";
import { customerKeyDocument } from "../../../shared/platform/cosmos/customer-keys";
import { headquartersDocument } from "../../../shared/platform/cosmos/headquarters-customers";
import type { GatewayClient } from "../environment/gateway-client";
import { preloadedCustomer } from "./preloaded-customer";
import { guid, randomAt } from "./random";

const channelId = "houston";

/** What the product would have written for the customer at a place: made by its own rules and document builders. */
export async function preloadedDocuments({ channels }: GatewayClient, seed: number) {
  const parts = await cosmosChannelConfigurationStore(channels).find(channelId);
  const channel = channelConfiguration(channelId, parts ?? {});
  if (!channel) throw new Error(`The channel ${channelId} has no configuration; is the environment seeded?`);
  const { legalEntityId, channelDatabaseGroupId } = channel.organization;
  const now = new Date();
  return (index: number) => {
    const { customerId, accountNumber, request } = preloadedCustomer(seed, index);
    const random = randomAt(seed + 2_000_003, index);
    const creation = { customerId, now: now.toISOString(), newId: () => guid(random) };
    const customer = newCustomer(request, channel, creation);
    const known = numbered({ customer, accountNumber, requestHash: null, possibleDuplicates: [], now });
    return {
      headquarters: headquartersDocument(known),
      copy: copyToDocument(synchronizedCopy(known, channelDatabaseGroupId, now)),
      claim: customerKeyDocument({ kind: "accountNumber", legalEntityId, value: accountNumber }, customerId),
      channelDatabaseGroupId,
    };
  };
}
