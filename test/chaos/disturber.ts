import { setTimeout as delay } from "node:timers/promises";
import { below, oneOf, type Random } from "../bench/customers/random";
import { secureFaults } from "../e2e/faults/secure-controls";
import { cosmosControls, serviceBusControls } from "../environment/emulator-controls";
import type { TestEnvironment } from "../environment/environment-in";

export interface Disturbed {
  readonly faults: number;
  readonly kills: Readonly<Record<string, number>>;
}

interface Part {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Spoils requests to every dependency, and kills and restarts the parts, at random, until `isOver`. */
export async function disturb(environment: TestEnvironment, random: Random, isOver: () => boolean): Promise<Disturbed> {
  const { emulators, functions } = environment;
  const parts: readonly Part[] = [
    { ...functions, name: "host" },
    { ...emulators.cosmos, name: "gateway" },
    { ...emulators.serviceBus, name: "broker" },
  ];
  const kills: Record<string, number> = { host: 0, gateway: 0, broker: 0 };
  let faults = 0;
  while (!isOver()) {
    if (random() < 0.15) {
      const killed = parts.filter(() => random() < 0.45);
      for (const { name, kill } of killed) {
        kills[name] = (kills[name] ?? 0) + 1;
        await kill();
      }
      await delay(below(random, 800));
      for (const { start } of killed) await start();
    } else {
      faults += 1;
      await spoil(environment, random);
    }
    await delay(100 + below(random, 700));
  }
  await heal(environment);
  return { faults, kills };
}

/** Ends every fault. */
export async function heal(environment: TestEnvironment): Promise<void> {
  await cosmosControls(environment).faults([]);
  await serviceBusControls(environment).faults([]);
  await secureFaults(environment, "keyVault")([]);
  await secureFaults(environment, "entra")([]);
}

async function spoil(environment: TestEnvironment, random: Random): Promise<void> {
  const list = Array.from({ length: 1 + below(random, 3) }, () => cosmosFault(random));
  const kind = random();
  if (kind < 0.7) return cosmosControls(environment).faults(list);
  if (kind < 0.9) return serviceBusControls(environment).faults([queueFault(random)]);
  return secureFaults(environment, kind < 0.95 ? "keyVault" : "entra")([{ ...answerFault(random), times: 5 }]);
}

const databases = [
  "dbs/headquarters",
  "dbs/headquarters/colls/customers",
  "dbs/channels",
  "dbs/channels/colls/customers",
];

function cosmosFault(random: Random) {
  const match = { path: oneOf(random, databases), ...(random() < 0.5 ? { method: "POST" } : {}) };
  const kind = random();
  const times = 1 + below(random, 12);
  if (kind < 0.15) return { match, delayMs: 200 + below(random, 1_800), times };
  if (kind < 0.25) return { match, delayMs: 60_000, times: 1 + below(random, 3) };
  // The request is carried out, and its answer is lost: whoever sent it must find out by itself.
  const afterCommit = random() < 0.4;
  return { match, afterCommit, ...answerFault(random), times };
}

function answerFault(random: Random) {
  if (random() < 0.3) return { drop: true };
  return { respond: { status: oneOf(random, [429, 503, 503, 500]), retryAfterMs: below(random, 300) } };
}

const queueFault = (random: Random) => ({
  match: { operation: oneOf(random, ["send", "receive", "settle"]) },
  ...answerFault(random),
  times: 1 + below(random, 4),
});
