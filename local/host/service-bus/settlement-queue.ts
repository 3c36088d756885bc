/** How a message is settled. */
export type Settlement = "complete" | "abandon";

/** Runs settlements of one receiver; those of one kind overlap, those of another wait for them. */
export type Settle = (kind: Settlement, settle: () => Promise<void>) => Promise<void>;

/**
 * rhea 3.0.5 sends adjacent deliveries that are settled in one tick as one disposition, even when one was completed
 * and the next abandoned: a failed message would be lost as completed. Settled alike, they may go together.
 */
export function settlementQueue(): Settle {
  let current: Settlement | undefined;
  let before: Promise<unknown> = Promise.resolve();
  let underWay: Promise<unknown> = Promise.resolve();
  return (kind, settle) => {
    if (kind !== current) {
      current = kind;
      before = underWay;
    }
    const settled = before.then(settle);
    const both = [underWay, settled.catch(() => undefined)];
    underWay = Promise.all(both).then(() => undefined); // keeps nothing of what is over
    return settled;
  };
}
