/** A change that was sent. `answered`: it was promised; else nobody knows whether it was done. */
export interface Sent<Value> {
  readonly value: Value;
  readonly answered: boolean;
}

/** What a till knows of a customer that it made: whatever else there is then, is wrong. */
export interface CustomerModel {
  readonly customerId: string;
  readonly channelId: string;
  /** A word that no other customer has in its name. */
  readonly lastName: string;
  /** First names, in the order in which they were given. */
  readonly firstNames: Sent<string>[];
  /** Streets of addresses, in the order in which they were added. */
  readonly streets: Sent<string>[];
}

/** What of a customer is not as the model says; nothing when all is well. */
export function faultsOf(
  model: CustomerModel,
  shown: { readonly firstName: string | null; readonly addresses: readonly { readonly street: string | null }[] },
): string[] {
  return [...firstNameFaults(model, shown.firstName), ...streetFaults(model, shown)];
}

/** The last name that was answered, or one that was sent after it. */
function firstNameFaults({ firstNames }: CustomerModel, shown: string | null): string[] {
  const last = firstNames.findLastIndex(({ answered }) => answered);
  const possible = firstNames.slice(Math.max(last, 0)).map(({ value }) => value);
  return possible.includes(shown ?? "") ? [] : [`its first name is ${shown}, and not ${possible.join(" or ")}`];
}

/** Each street once at most, all that were answered, in the order in which these were added. */
function streetFaults(
  { streets }: CustomerModel,
  { addresses }: { readonly addresses: readonly { readonly street: string | null }[] },
): string[] {
  const shown = addresses.map(({ street }) => street ?? "");
  const sent = new Set(streets.map(({ value }) => value));
  const answered = streets.filter((one) => one.answered).map(({ value }) => value);
  const kept = shown.filter((street) => answered.includes(street));
  return [
    ...(new Set(shown).size === shown.length ? [] : [`an address is there twice: ${shown.join(", ")}`]),
    ...(shown.every((street) => sent.has(street)) ? [] : [`an address was never added: ${shown.join(", ")}`]),
    ...(kept.join() === answered.join()
      ? []
      : [`its addresses are ${kept.join(", ")}, and not ${answered.join(", ")}`]),
  ];
}
