import { z } from "zod";
import type { StoredChannelCustomer } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { OpenOperations } from "../operations/operation-log";
import type { ListedOperation } from "../synchronization/operation";

/** What keeps a customer, or its latest state, from a channel. */
export const visibilityCause = z.enum([
  "erased",
  "merged",
  "failedOperation",
  "pendingOperation",
  "addressBook",
  "jobExcluded",
  "jobNotRun",
  "unknownAtHeadquarters",
]);

/** Whether a channel has a customer, and if not, or not as headquarters has it, why (chapter 8, S6). */
export const channelVisibility = z.object({
  channelId: z.string(),
  channelDatabaseGroupId: z.string(),
  /** Whether a local search finds it (Q3). Opened by its id it is read from headquarters all the same. */
  visible: z.boolean(),
  copy: z.enum(["current", "behind", "missing"]),
  syncState: z.string().nullable(),
  cause: visibilityCause.nullable(),
  /** For a shop manager. */
  explanation: z.string(),
  /** The operation to look at. */
  operationId: z.string().nullable(),
});
export type ChannelVisibility = z.infer<typeof channelVisibility>;

/** A channel at headquarters, and what its channel database group holds of the customer. */
export interface LookedAt {
  readonly channelId: string;
  readonly channelDatabaseGroupId: string;
  readonly addressBookIds: readonly string[];
  readonly excludes1010: boolean;
  readonly held: OpenOperations;
}

type Cause = Pick<ChannelVisibility, "cause" | "explanation" | "operationId">;

/** `lastRun`: what became of the last run of 1010, in words. */
export function visibilityIn(
  channel: LookedAt,
  known: HeadquartersCustomer | undefined,
  lastRun: string,
): ChannelVisibility {
  const { channelId, channelDatabaseGroupId, addressBookIds, held } = channel;
  const { copy } = held;
  const addressBooks = (known ?? copy)?.customer.addressBookIds ?? [];
  const sharesBook = addressBooks.some((book) => addressBookIds.includes(book));
  return {
    channelId,
    channelDatabaseGroupId,
    visible: copy !== undefined && sharesBook && copy.customer.erasedAt === null && copy.customer.mergedInto === null,
    copy: stateOf(copy, known),
    syncState: copy?.syncState ?? null,
    ...(causeOf(channel, known, sharesBook, lastRun) ?? {
      cause: null,
      explanation: "The channel shows the customer as headquarters has it.",
      operationId: null,
    }),
  };
}

function stateOf(copy: StoredChannelCustomer | undefined, known: HeadquartersCustomer | undefined) {
  if (copy === undefined) return "missing";
  return copy.revision === known?.revision && copy.openOperationCount === 0 ? "current" : "behind";
}

/** The first thing in the way; undefined when there is none. */
function causeOf(
  { addressBookIds, excludes1010, held }: LookedAt,
  known: HeadquartersCustomer | undefined,
  sharesBook: boolean,
  lastRun: string,
): Cause | undefined {
  const { copy, operations } = held;
  const ended = endOf(known);
  if (ended) return ended;
  if (operations[0]) return operationCause(operations);
  if (!sharesBook && known) {
    return because(
      "addressBook",
      `The customer is in none of the channel's address books (${addressBookIds.join(", ")}).`,
    );
  }
  if (copy && copy.revision >= (known?.revision ?? 0)) return undefined;
  if (known === undefined) {
    return because(
      "unknownAtHeadquarters",
      "Headquarters does not have the customer yet; another group's operation waits.",
    );
  }
  if (excludes1010) return because("jobExcluded", "The channel database group excludes job 1010.");
  return because("jobNotRun", `Job 1010 has not brought revision ${known.revision} yet. ${lastRun}`);
}

function endOf(known: HeadquartersCustomer | undefined): Cause | undefined {
  if (known?.customer.erasedAt) return because("erased", `The customer was erased on ${known.customer.erasedAt}.`);
  const survivor = known?.customer.mergedInto;
  return survivor ? because("merged", `The customer was merged into ${survivor}.`) : undefined;
}

/** A failed operation comes before those that wait behind it (S4). */
function operationCause(operations: readonly ListedOperation[]): Cause | undefined {
  const first = operations.find(({ state }) => state === "failed") ?? operations[0];
  if (first === undefined) return undefined;
  const { operationId, kind, state, attempts, lastError } = first;
  const error = lastError === null ? "" : ` ${lastError}`;
  return state === "failed"
    ? because("failedOperation", `The operation ${kind} has failed.${error}`, operationId)
    : because(
        "pendingOperation",
        `The operation ${kind} waits for headquarters, after ${attempts} attempts.${error}`,
        operationId,
      );
}

function because(
  cause: z.infer<typeof visibilityCause>,
  explanation: string,
  operationId: string | null = null,
): Cause {
  return { cause, explanation, operationId };
}
