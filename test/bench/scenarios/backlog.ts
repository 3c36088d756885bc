import { setTimeout as delay } from "node:timers/promises";
import type { GatewayClient } from "../environment/gateway-client";
import type { Observation } from "./measure";

const openOperations = "SELECT VALUE COUNT(1) FROM c WHERE c.state IN ('pending', 'sent')";
const sampleMs = 1_000;
const drainTimeoutMs = 60_000;

/** How many operations wait for their account number. */
export async function backlogNow({ channels }: GatewayClient): Promise<number> {
  const { resources } = await channels.customers.items.query<number>(openOperations).fetchAll();
  return resources[0] ?? 0;
}

export interface BacklogWatch {
  /** Waits until nothing is open, or for a minute; then stops looking. */
  drain(): Promise<void>;
  readonly samples: readonly number[];
}

/** Samples the backlog each second until it is told to drain, and then until it is empty. */
export function watchBacklog(gateway: GatewayClient): BacklogWatch {
  const samples: number[] = [];
  let drainBy = Number.POSITIVE_INFINITY;
  const watching = (async () => {
    for (;;) {
      samples.push(await backlogNow(gateway));
      const draining = drainBy < Number.POSITIVE_INFINITY;
      if (draining && (samples.at(-1) === 0 || Date.now() > drainBy)) return;
      await delay(sampleMs);
    }
  })();
  return {
    samples,
    async drain() {
      drainBy = Date.now() + drainTimeoutMs;
      await watching;
    },
  };
}

/** What one look at the backlog costs, so that it can be left out of the product's figures. */
export async function costOfALook(gateway: GatewayClient): Promise<Observation> {
  await gateway.resetCounts();
  await backlogNow(gateway);
  const { total, requestUnits } = await gateway.counts();
  return { requests: total, requestUnits };
}

/** Waits until nothing is open; answers what is left when that takes too long. */
export async function drained(gateway: GatewayClient, timeoutMs = drainTimeoutMs): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const open = await backlogNow(gateway);
    if (open === 0 || Date.now() > deadline) return open;
    await delay(250);
  }
}
