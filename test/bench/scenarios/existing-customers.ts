import { type PreloadedCustomer, preloadedCustomer } from "../customers/preloaded-customer";
import { below, seededRandom } from "../customers/random";

const targetCount = 2_000;

/** Preloaded customers to ask for, spread over all of them and made before the clock runs; each asked for in turn. */
export function existingCustomers(
  { seed, customers }: { readonly seed: number; readonly customers: number },
  suits: (customer: PreloadedCustomer) => boolean = () => true,
) {
  if (customers === 0) throw new Error("This scenario needs customers; give --customers.");
  const random = seededRandom(seed);
  const targets = Array.from({ length: targetCount }, () => preloadedCustomer(seed, below(random, customers))).filter(
    suits,
  );
  let turn = 0;
  return (): PreloadedCustomer => {
    const target = targets[turn++ % targets.length];
    if (target === undefined) throw new Error("There are no targets.");
    return target;
  };
}
