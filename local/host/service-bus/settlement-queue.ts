/** Runs settlements of one receiver strictly one after another. */
export type Settle = (settlement: () => Promise<void>) => Promise<void>;

/**
 * rhea 3.0.5 sends adjacent deliveries that are settled in one tick as one disposition, even when one was completed
 * and the next abandoned: the abandoned message would be lost.
 */
export function settlementQueue(): Settle {
  let last: Promise<void> = Promise.resolve();
  return (settlement) => {
    const settled = last.then(settlement);
    last = settled.catch(() => undefined);
    return settled;
  };
}
