import { expect } from "vitest";
import type { Answer, Api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { type HeldRequest, holdRequest } from "./hold-request";
import { idleQueue } from "./idle-queue";
import { createAsPointOfSale } from "./point-of-sale";
import { repairedByPJob } from "./repair";

export interface Enumeration {
  readonly environment: TestEnvironment;
  readonly channelId: string;
  readonly caller: Api;
  readonly administrator: Api;
  /** Headquarters fails at the customer's create, so that the channel keeps it pending. */
  readonly headquartersRefusesOnce?: boolean;
  readonly onDuplicate?: "report" | "reject";
}

export interface Enumerated {
  readonly customerIds: readonly string[];
  /** How many crashes there were: one after each request that is no GET. */
  readonly crashes: number;
  /** What an undisturbed create writes, by the gateway's names, sorted. */
  readonly writes: readonly string[];
}

/**
 * Creates one customer after the other, and kills the functions host at the first, second, third … request that it
 * sends to the databases, when that is committed and not answered; then starts it again, and the client repeats the
 * create with its key. Ends with the create that comes through undisturbed: so it finds out itself how many there are.
 */
export async function killAfterEachWrite(enumeration: Enumeration): Promise<Enumerated> {
  const { environment, channelId, caller, administrator, headquartersRefusesOnce = false } = enumeration;
  const { onDuplicate = "report" } = enumeration;
  const customerIds: string[] = [];
  for (let k = 1; ; k += 1) {
    const key = `${channelId} ${headquartersRefusesOnce} ${onDuplicate} ${k}`;
    // Without a contact nobody is looked for: the first request to headquarters' customers is the create.
    const contact = headquartersRefusesOnce ? {} : { email: `${onDuplicate}-${channelId}-${k}@example.com` };
    const body = { firstName: "Kill", lastName: `After request ${k}`, ...contact };
    const create = () => createAsPointOfSale(caller, `${channelId}/customers?onDuplicate=${onDuplicate}`, body, key);

    const request = await holdRequest(environment, k, headquartersRefusesOnce);
    const first = create();
    const isHeld = await heldOrThrough(request, first, caller, channelId);
    const writes = await request.writes();
    if (isHeld) await environment.functions.kill();
    await cosmosControls(environment).faults([]);
    if (isHeld) await startAgain(environment);

    customerIds.push(await namedAlike([await first, await create()]));
    if (!isHeld) return { customerIds, crashes: k - 1, writes };
    await repairedByPJob(environment, administrator);
    // A delivery that came later would send requests that are not the next create's.
    await idleQueue(environment);
  }
}

/** The broker too, since it forgets its locks then: what the crash left locked is delivered again at once. */
async function startAgain({ functions, emulators }: TestEnvironment): Promise<void> {
  await emulators.serviceBus.kill();
  await emulators.serviceBus.start();
  await functions.start();
}

/** Waits until the request is held, or the create has come through with its number: answers whether it is held. */
async function heldOrThrough(request: HeldRequest, first: Promise<Answer>, caller: Api, channelId: string) {
  let created: Answer | undefined;
  void first.then((answer) => {
    created = answer;
  });
  const outcome = await until("a request is held, or the create came through", async () => {
    if (await request.isHeld()) return "held";
    if (created === undefined) return undefined;
    const { body } = await caller.get(`/channels/${channelId}/customers/${created.body.customerId}`);
    // The very last write may be held while the reading that follows it sees it.
    return body.syncState === "synchronized" && ((await request.isHeld()) ? "held" : "through");
  });
  return outcome === "held";
}

/** The client's own attempt goes on over the crash; one more with its key, afterwards, names the same customer. */
async function namedAlike(answers: readonly Answer[]): Promise<string> {
  for (const { status } of answers) expect([201, 202]).toContain(status);
  const [customerId, ...others] = new Set(answers.map(({ body }) => String(body.customerId)));
  expect(others).toEqual([]);
  return customerId ?? "";
}
