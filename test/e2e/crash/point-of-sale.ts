import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Api } from "../../environment/api";

const patienceMs = 60_000;

/** Asks again while there is no answer, or 503, as a POS does. Any other answer is the answer. */
export async function answered(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && answer.status !== 503) return answer;
    if (Date.now() > deadline) throw new Error(`${what} was not answered within ${patienceMs} ms.`);
    await delay(50);
  }
}

/** Creates a customer as a POS does: with the same key, again and again, until there is an answer. */
export const createAsPointOfSale = (api: Api, path: string, body: object, key: string): Promise<Answer> =>
  answered(`The create ${key}`, () => api.post(`/channels/${path}`, body, { "idempotency-key": key }));

/** Does work `count` times, so many at once; the works are numbered from 0. */
export async function inParallel<Done>(count: number, atOnce: number, work: (index: number) => Promise<Done>) {
  const done: Done[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) done[index] = await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}
