import type { TestEnvironment } from "./test-environment";

export interface RequestCounts {
  readonly total: number;
  readonly requestUnits: number;
  readonly operations: Readonly<Record<string, { readonly count: number; readonly requestUnits: number }>>;
}

/** The faults and counts of one emulator. */
export function controls(port: number) {
  const url = `http://localhost:${port}/_emulator`;
  return {
    async faults(list: readonly object[]): Promise<void> {
      await fetch(`${url}/faults`, { method: "PUT", body: JSON.stringify(list) });
    },
    /** How many requests wait for a fault with `hold` to be lifted. */
    async held(): Promise<number> {
      return ((await (await fetch(`${url}/faults`)).json()) as { readonly held: number }).held;
    },
    /** Request units per second of the Cosmos gateway, by database or container; `{}` ends them. */
    async requestUnits(perSecond: Readonly<Record<string, number>>): Promise<void> {
      const { status } = await fetch(`${url}/request-units`, { method: "PUT", body: JSON.stringify(perSecond) });
      if (status !== 204) throw new Error(`The budgets were refused with ${status}.`);
    },
    async resetCounts(): Promise<void> {
      await fetch(`${url}/requests`, { method: "DELETE" });
    },
    async counts(): Promise<RequestCounts> {
      return (await fetch(`${url}/requests`)).json() as Promise<RequestCounts>;
    },
  };
}

export const cosmosControls = ({ emulators }: TestEnvironment) => controls(emulators.ports.cosmos);
export const serviceBusControls = ({ emulators }: TestEnvironment) => controls(emulators.ports.serviceBusAdmin);
