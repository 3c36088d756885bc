import type { FollowClient } from "../../customers";
import { isFailure } from "../../failure";
import type { Log } from "../../log";
import type { Memberships } from "../membership";
import type { BringClients } from "./bring-clients";

export interface FollowClientPorts {
  readonly memberships: Pick<Memberships, "find">;
  readonly bringClients: BringClients;
}

/** Copies and cards of a customer that changed at headquarters, in every group that holds a book of it. */
export function followClient({ memberships, bringClients }: FollowClientPorts): FollowClient {
  return async (known) => {
    const { customerId } = known.customer;
    const membership = (await memberships.find([customerId])).get(customerId);
    if (membership) await bringClients([{ membership }], { known: [known] });
  };
}

/** Work on cards that may be left to job 1010: what it follows stands, whatever becomes of the cards. */
export async function leavingToJob(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isFailure(error, "headquarters-unavailable", "channel-database-unavailable")) throw error;
    log.warn("client-book.cards-left-to-job", { reason: error.kind });
  }
}
