import { createHash } from "node:crypto";

export interface Measure {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly dataType: "Double" | "String";
}

export const measures: readonly Measure[] = [
  { name: "ChurnProbability", displayName: "Churn probability", description: "From 0 to 1.", dataType: "Double" },
  {
    name: "LifetimeValue",
    displayName: "Lifetime value",
    description: "In the currency of the books.",
    dataType: "Double",
  },
  { name: "NextBestAction", displayName: "Next best action", description: "What to do next.", dataType: "String" },
];

const actions = ["Invite to a preview", "Offer a fitting", "Send a thank-you note", "Call about the wish list"];

/** Those whose account number ends in an even digit are known, so that tests can name a known and an unknown one. */
export function isKnown(accountNumber: string): boolean {
  return /[02468]$/.test(accountNumber);
}

/** The unified customer's id: a GUID without dashes, as the service has it. */
export function customerIdOf(accountNumber: string): string {
  return createHash("md5").update(accountNumber).digest("hex");
}

/** Made from the account number alone: the same at every call and every start. */
export function measuresOf(accountNumber: string): Readonly<Record<string, number | string>> {
  const hash = createHash("sha256").update(accountNumber).digest();
  return {
    ChurnProbability: (hash.readUInt16BE(0) % 101) / 100,
    LifetimeValue: (hash.readUInt32BE(2) % 1_000_000) / 100,
    NextBestAction: actions[hash.readUInt8(6) % actions.length] ?? "",
  };
}
