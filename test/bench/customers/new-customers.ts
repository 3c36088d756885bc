import { type GeneratedCustomer, generatedCustomer } from "./customer-generator";

export interface NewCustomer {
  readonly request: GeneratedCustomer;
  /** The request as it is sent. */
  readonly body: string;
}

export interface NewCustomers {
  /** Makes customers ahead, so that making them costs nothing while the clock runs. */
  prepare(count: number): void;
  /** One that nobody got yet. */
  next(): NewCustomer;
}

// Behind any that are preloaded, so that no e-mail comes twice; a place of its own for each run on the same data.
const firstPlace = 100_000_000;
const placesOfARun = 1_000_000;

export function newCustomers(seed: number, run = 0): NewCustomers {
  const ready: NewCustomer[] = [];
  let place = firstPlace + run * placesOfARun;
  const make = (): NewCustomer => {
    const request = generatedCustomer(seed, place);
    place += 1;
    return { request, body: JSON.stringify(request) };
  };
  return {
    prepare(count) {
      while (ready.length < count) ready.push(make());
    },
    next: () => ready.pop() ?? make(),
  };
}
