/** What a receiver decided about a message that it had locked. */
export type Settlement =
  | { readonly how: "complete" }
  /** `counted`: whether it counts as a failed delivery. */
  | { readonly how: "abandon"; readonly properties: Properties; readonly counted: boolean }
  | { readonly how: "defer"; readonly properties: Properties }
  | { readonly how: "deadLetter"; readonly properties: Properties };

/** Application properties to set on the message. */
export type Properties = Readonly<Record<string, unknown>>;

/** The application properties in which Service Bus notes why a message was dead-lettered. */
export function deadLetterProperties(reason: unknown, description: unknown): Properties {
  return { DeadLetterReason: reason, DeadLetterErrorDescription: description };
}
