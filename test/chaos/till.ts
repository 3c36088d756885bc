import { setTimeout as delay } from "node:timers/promises";
import { below, oneOf, type Random } from "../bench/customers/random";
import type { Answer, Api } from "../environment/api";
import type { CustomerModel } from "./customer-model";

export interface Till {
  /** Works until `isOver`, then brings what it began to its end. */
  work(isOver: () => boolean): Promise<void>;
  readonly customers: readonly CustomerModel[];
  /** Answers that no till should get. */
  readonly wrongAnswers: readonly string[];
}

export interface TillOptions {
  readonly name: string;
  readonly random: Random;
  /** The caller of each channel. */
  readonly channels: Readonly<Record<string, Api>>;
}

const pauseMs = 20;

/**
 * A till that makes customers and changes them, and remembers what it was promised. It repeats what it may repeat (a
 * create with its key, a reading), and what it may not, it notes as uncertain when there is no answer.
 */
export function till({ name, random, channels }: TillOptions): Till {
  const customers: CustomerModel[] = [];
  const wrongAnswers: string[] = [];
  let counter = 0;

  return {
    customers,
    wrongAnswers,
    async work(isOver) {
      while (!isOver()) {
        const known = customers.length > 0 && random() < 0.55 ? oneOf(random, customers.slice(-5)) : undefined;
        if (known === undefined) await create();
        else if (random() < 0.5) await edit(known);
        else await addAddress(known);
        await delay(below(random, pauseMs));
      }
    },
  };

  async function create(): Promise<void> {
    counter += 1;
    const channelId = oneOf(random, Object.keys(channels));
    const [firstName, lastName] = [`${name}f${counter}`, `${name}x${counter}x`];
    const key = { "idempotency-key": lastName };
    const { status, body } = await untilAnswered(() =>
      callerOf(channelId).post(`/channels/${channelId}/customers`, { firstName, lastName }, key),
    );
    if (status !== 201 && status !== 202) return wrong("a create", status, body);
    const firstNames = [{ value: firstName, answered: true }];
    customers.push({ customerId: body.customerId, channelId, lastName, firstNames, streets: [] });
  }

  async function edit({ channelId, customerId, firstNames }: CustomerModel): Promise<void> {
    const path = `/channels/${channelId}/customers/${customerId}`;
    const { headers } = await untilAnswered(() => callerOf(channelId).get(path));
    counter += 1;
    const value = `${name}f${counter}`;
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    const answer = await once(() => callerOf(channelId).patch(path, { firstName: value }, ifMatch));
    // 412: job 1010 was faster, or the first try of the write was carried out although its answer was lost.
    if (answer && ![200, 202, 412, 503].includes(answer.status)) wrong("an edit", answer.status, answer.body);
    firstNames.push({ value, answered: answer !== undefined && answer.status < 300 });
  }

  async function addAddress({ channelId, customerId, streets }: CustomerModel): Promise<void> {
    counter += 1;
    const value = `${name} Street ${counter}`;
    const path = `/channels/${channelId}/customers/${customerId}/addresses`;
    const answer = await once(() => callerOf(channelId).post(path, { street: value }));
    if (answer && ![201, 202, 503].includes(answer.status)) wrong("an address", answer.status, answer.body);
    streets.push({ value, answered: answer !== undefined && answer.status < 300 });
  }

  function callerOf(channelId: string): Api {
    const caller = channels[channelId];
    if (!caller) throw new Error(`There is no caller for ${channelId}.`);
    return caller;
  }

  function wrong(what: string, status: number, { type, detail }: { type?: string; detail?: string }): void {
    wrongAnswers.push(`${what} was answered with ${status}: ${type} ${detail}`);
  }
}

/** Undefined when the connection broke. */
const once = (call: () => Promise<Answer>): Promise<Answer | undefined> => call().catch(() => undefined);

/** Asks again while there is no answer, or one that says to come again. */
async function untilAnswered(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await once(call);
    if (answer && answer.status !== 503) return answer;
    await delay(100);
  }
}
