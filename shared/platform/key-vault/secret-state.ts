import type { ReadSecretState, SecretState } from "../../customer-insights";
import { isFailure } from "../../failure";
import type { Log } from "../../log";
import type { ReadSecret } from "./read-secret";

export interface ExpiryWarning {
  /** A secret with so many days left, or less, is near its expiry. */
  readonly warningDays: number;
  readonly now: () => Date;
}

const dayMs = 86_400_000;

export function secretStates(readSecret: ReadSecret, warning: ExpiryWarning): ReadSecretState {
  return async (secretName) => {
    try {
      return stateOf((await readSecret(secretName)).expiresOn, warning);
    } catch (error) {
      if (!isFailure(error, "dependency-unavailable")) throw error;
      return { state: "unreadable", expiresOn: undefined, daysLeft: undefined };
    }
  };
}

/** Reads as `readSecret` does, and warns of a secret near its expiry, once a day. */
export function warningOfExpiry(readSecret: ReadSecret, warning: ExpiryWarning, log: Log): ReadSecret {
  let warned = "";
  return async (name, fresh) => {
    const secret = await readSecret(name, fresh);
    const { state, daysLeft } = stateOf(secret.expiresOn, warning);
    const about = `${name} ${secret.version} ${daysLeft}`;
    if (state !== "valid" && about !== warned) log.warn("customer-insights.secret-expires", { state, daysLeft });
    warned = about;
    return secret;
  };
}

function stateOf(expiresOn: Date | undefined, { warningDays, now }: ExpiryWarning): SecretState {
  if (expiresOn === undefined) return { state: "valid", expiresOn, daysLeft: undefined };
  const leftMs = expiresOn.getTime() - now().getTime();
  const daysLeft = Math.floor(leftMs / dayMs);
  if (leftMs <= 0) return { state: "expired", expiresOn, daysLeft };
  return { state: daysLeft <= warningDays ? "nearExpiry" : "valid", expiresOn, daysLeft };
}
