import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Actor } from "../audit";
import type { ChannelCustomers } from "../channel-customers";
import { requireFeatures } from "./async-rules";
import { hashOf, isRefusal, sameRequest } from "./idempotency";
import type { KeepPending, KeptCustomer } from "./keep-pending";
import { newCustomer } from "./new-customer";
import type { OfflineCustomerRequest } from "./offline-request";

export interface UploadOfflineCustomerPorts {
  readonly channelCustomers: Pick<ChannelCustomers, "find">;
  readonly keepPending: KeepPending;
  /** For the keyed hash of the body (C6). */
  readonly hashSecret: string;
  now(): Date;
  newId(): string;
}

export interface OfflineUpload {
  readonly channel: ChannelConfiguration;
  readonly request: OfflineCustomerRequest;
  readonly actor: Actor;
}

/**
 * Takes over a customer that a till made while it was offline, under the till's GUID (C5); uploading it again changes
 * nothing. What an async customer may not have waits in its operation for headquarters (D4). Rejects with
 * `invalid-request`, `reference-missing`, `feature-disabled`, `offline-creation-disabled`, `idempotency-key-reused` for
 * a GUID that is known with another body, and `channel-database-unavailable`.
 */
export type UploadOfflineCustomer = (upload: OfflineUpload) => Promise<"created" | "alreadyUploaded">;

export function uploadOfflineCustomer(ports: UploadOfflineCustomerPorts): UploadOfflineCustomer {
  const { channelCustomers, keepPending, hashSecret, now, newId } = ports;

  return async (upload) => {
    const { channel, request } = upload;
    const requestHash = hashOf(request, hashSecret);
    const kept = await keep(upload, requestHash).catch(async (error: unknown): Promise<KeptCustomer> => {
      // What was uploaded stays so, even where it could not be uploaded any more.
      const { channelDatabaseGroupId } = channel.organization;
      const copy = isRefusal(error)
        ? await channelCustomers.find(channelDatabaseGroupId, request.customerId)
        : undefined;
      if (copy === undefined) throw error;
      return { copy, isNew: false };
    });
    sameRequest(kept.copy, requestHash, "A customer of this id is known, with another body.");
    return kept.isNew ? "created" : "alreadyUploaded";
  };

  async function keep({ channel, request, actor }: OfflineUpload, requestHash: string): Promise<KeptCustomer> {
    const { customerId, createdAt, ...given } = request;
    const isFuture = Date.parse(createdAt) > now().getTime();
    const faults = isFuture ? [{ pointer: "/createdAt", message: "The creation time is in the future." }] : [];
    const customer = newCustomer(given, channel, { customerId, now: createdAt, newId, faults });
    requireOfflineCreation(channel);
    requireFeatures(given, channel, false);
    // The till made it already: nobody is asked about duplicates, headquarters flags them (C7).
    return keepPending({ channel, customer, requestHash, actor, reason: "offline", possibleDuplicates: [] });
  }
}

function requireOfflineCreation({ organization }: ChannelConfiguration): void {
  const refuse = (why: string) => {
    throw new Failure("offline-creation-disabled", `The channel takes no customers made offline: ${why}.`);
  };
  if (organization.filterSharedCustomerData) refuse("its channel database group filters shared customer data tables");
  if (!organization.profile.allowOfflineCreation) refuse("its functionality profile does not allow offline creation");
}
