import type { TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";

interface Backlog {
  readonly active: number;
  readonly locked: number;
  readonly scheduled: number;
}

/** Waits until no message is left, also none that is locked or scheduled: nothing comes later on. */
export async function idleQueue({ emulators }: TestEnvironment): Promise<void> {
  await until("no message is left", async () => {
    const answer = await fetch(`http://localhost:${emulators.ports.serviceBusAdmin}/_emulator/queues`);
    const queues = (await answer.json()) as Record<string, Backlog>;
    return Object.values(queues).every(({ active, locked, scheduled }) => active + locked + scheduled === 0);
  });
}
