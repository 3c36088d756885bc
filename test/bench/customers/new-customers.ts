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

/** With a phone and a postal code of its own: what a create costs grows with the possible duplicates that it finds. */
function unlikeOthers({ phone, addresses, ...request }: GeneratedCustomer, place: number): GeneratedCustomer {
  const digits = String(2_000_000 + (place % 8_000_000));
  return {
    ...request,
    ...(phone && { phone: `+1212${digits}` }),
    ...(addresses && {
      addresses: addresses.map((one) => ({ ...one, postalCode: `${one.postalCode}-${digits.slice(-4)}` })),
    }),
  };
}

export function newCustomers(seed: number, run = 0): NewCustomers {
  const ready: NewCustomer[] = [];
  let place = firstPlace + run * placesOfARun;
  const make = (): NewCustomer => {
    const request = unlikeOthers(generatedCustomer(seed, place), place);
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
