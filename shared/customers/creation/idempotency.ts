import { createHmac, randomUUID } from "node:crypto";
import { v5 as uuidV5 } from "uuid";
import { Failure, isFailure } from "../../failure";
import type { ChannelCustomer } from "../channel-customers";

/** The namespace of identities that come from a channel and an idempotency key; never to be changed. */
const namespace = "6f9d1f0a-0a52-5b0e-8f0f-0d3c2b7f6a11";

/** The same channel and key always give the same identity (C6); without a key it is random. */
export function identityOf(channelId: string, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomUUID() : uuidV5(`${channelId}\n${idempotencyKey}`, namespace);
}

/** A keyed hash of a JSON value, the same whatever the order of its members; it gives nothing of the value away. */
export function hashOf(value: unknown, secret: string): string {
  return createHmac("sha256", secret).update(canonicalJson(value)).digest("base64url");
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What a create is refused for, other than a fault of communication: none of it is the answer to a repeated one (C6). */
export const isRefusal = (error: unknown) =>
  isFailure(
    error,
    "invalid-request",
    "reference-missing",
    "reference-in-use",
    "feature-disabled",
    "offline-creation-disabled",
    "duplicate-customer",
    "number-sequence-exhausted",
  );

/** The customer of a repeated create, if it was made by the same body; else rejects with `idempotency-key-reused`. */
export function sameRequest(copy: ChannelCustomer, requestHash: string | null, otherwise: string): ChannelCustomer {
  if (requestHash !== null && copy.requestHash !== requestHash) throw new Failure("idempotency-key-reused", otherwise);
  return copy;
}
