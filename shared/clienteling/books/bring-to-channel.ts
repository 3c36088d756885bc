import type { ChannelConfiguration } from "../../headquarters";
import type { BookMember, BringCards } from "../cards/bring-cards";

/** Brings cards to the channel's own group at once; job 1010 brings them to the others. */
export async function bringToChannel(
  bringCards: BringCards,
  { organization, staff }: ChannelConfiguration,
  members: readonly BookMember[],
): Promise<void> {
  if (members.length === 0) return;
  const associates = new Set(Object.values(staff.workers).map(({ workerId }) => workerId));
  const { channelDatabaseGroupId } = organization;
  await bringCards(
    { channelDatabaseGroupId, holdsBook: ({ workerId }, isHeld) => isHeld || associates.has(workerId) },
    members,
  );
}
