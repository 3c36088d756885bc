import { expect } from "vitest";
import type { Answer, Api } from "../../environment/api";
import type { TestEnvironment } from "../../environment/test-environment";
import { idleQueue } from "./idle-queue";
import { type Crashes, killAfterEachRequest } from "./kill-after-each-request";
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

export interface Enumerated extends Crashes {
  readonly customerIds: readonly string[];
}

/** Creates one customer after the other, each with a crash; the client repeats the create with its key. */
export async function killAfterEachWrite(enumeration: Enumeration): Promise<Enumerated> {
  const { environment, channelId, caller, administrator, headquartersRefusesOnce = false } = enumeration;
  const { onDuplicate = "report" } = enumeration;
  const customerIds: string[] = [];
  const create = (k: number) => {
    // Without a contact nobody is looked for: the first request to headquarters' customers is the create.
    const contact = headquartersRefusesOnce ? {} : { email: `${onDuplicate}-${channelId}-${k}@example.com` };
    const body = { firstName: "Kill", lastName: `After request ${k}`, ...contact };
    const key = `${channelId} ${headquartersRefusesOnce} ${onDuplicate} ${k}`;
    return createAsPointOfSale(caller, `${channelId}/customers?onDuplicate=${onDuplicate}`, body, key);
  };
  const crashes = await killAfterEachRequest({
    environment,
    headquartersRefusesOnce,
    prepare: async (k) => k,
    ask: create,
    isThrough: async ({ body: { customerId } }) => {
      const { body } = await caller.get(`/channels/${channelId}/customers/${customerId}`);
      return body.syncState === "synchronized";
    },
    // A sync create signals nothing: no message is locked.
    ...(channelId === "houston" && !headquartersRefusesOnce ? {} : { startAgain: () => startAgain(environment) }),
    async afterwards(k, asked, isCrashed) {
      customerIds.push(namedAlike([await asked, await create(k)]));
      if (!isCrashed) return;
      await repairedByPJob(environment, administrator);
      // A delivery that came later would send requests that are not the next create's.
      await idleQueue(environment);
    },
  });
  return { ...crashes, customerIds };
}

/** The broker too, since it forgets its locks then: what the crash left locked is delivered again at once. */
async function startAgain({ functions, emulators }: TestEnvironment): Promise<void> {
  await emulators.serviceBus.kill();
  await emulators.serviceBus.start();
  await functions.start();
}

/** The client's own attempt goes on over the crash; one more with its key, afterwards, names the same customer. */
function namedAlike(answers: readonly (Answer | undefined)[]): string {
  for (const answer of answers) expect([201, 202]).toContain(answer?.status);
  const [customerId, ...others] = new Set(answers.map((answer) => String(answer?.body.customerId)));
  expect(others).toEqual([]);
  return customerId ?? "";
}
