import { z } from "zod";
import type { ChannelCustomer } from "./channel-customers";
import { customer } from "./customer";
import { possibleDuplicate } from "./headquarters-customers";

const time = z.string().nullable();

/** A customer as the API shows it. While it is pending, its display field says so and it has no account number (C3). */
export const customerView = customer
  .omit({ removedAddresses: true, formerReferences: true, mergedIdentities: true })
  .extend({
    accountNumberDisplay: z.string(),
    syncState: z.enum(["pendingUpload", "pendingAccount", "pendingDistribution", "synchronized", "failed"]),
    syncTimeline: z.object({ created: z.string(), uploaded: time, accountAssigned: time, distributed: time }),
    possibleDuplicates: z.array(possibleDuplicate),
  });
export type CustomerView = z.infer<typeof customerView>;

export function viewOf({
  customer: known,
  syncState,
  syncTimeline,
  possibleDuplicates,
}: ChannelCustomer): CustomerView {
  const { removedAddresses: _, formerReferences: __, mergedIdentities: ___, ...shown } = known;
  return {
    ...shown,
    accountNumberDisplay: shown.accountNumber ?? (shown.erasedAt === null ? "Pending sync" : "Erased"),
    syncState,
    syncTimeline,
    possibleDuplicates: [...possibleDuplicates],
  };
}

/** Stands for headquarters' revision and the channel's own operations; sync times do not change it (E1). */
export const customerEtag = ({ revision, operationCount }: Pick<ChannelCustomer, "revision" | "operationCount">) =>
  `"${revision}.${operationCount}"`;
