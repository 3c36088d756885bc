import type { ChangeCustomer, ChannelCustomer, RealTimeService } from "../../customers";
import { isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import { bringToChannel } from "../books/bring-to-channel";
import type { Memberships } from "../membership";
import type { BringCards } from "./bring-cards";

export interface ChangeShownCustomerPorts {
  readonly changeCustomer: ChangeCustomer;
  readonly memberships: Pick<Memberships, "find">;
  readonly bringCards: BringCards;
  readonly realTime: RealTimeService;
  readonly log: Log;
}

/**
 * Changes a customer, and then its cards in the channel's group. The change stands whatever becomes of the cards: those
 * that cannot be written now, or not for a crash, job 1010 brings. Cards of pending customers show their copy anyway.
 */
export function changeShownCustomer(ports: ChangeShownCustomerPorts): ChangeCustomer {
  return async (request) => {
    const changed = await ports.changeCustomer(request);
    const { channel } = request;
    if (channel.global.features.clienteling && !changed.isPending) await bring(channel, changed.customer);
    return changed;
  };

  async function bring(channel: ChannelConfiguration, known: ChannelCustomer): Promise<void> {
    const { customerId } = known.customer;
    try {
      const membership = (await ports.realTime((signal) => ports.memberships.find([customerId], signal))).get(
        customerId,
      );
      if (membership?.entries.length) await bringToChannel(ports.bringCards, channel, [{ ...known, membership }]);
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable", "channel-database-unavailable")) throw error;
      ports.log.warn("client-book.card-left-to-job", { customerId, reason: error.kind });
    }
  }
}
