import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Api } from "../../environment/api";

const patienceMs = 60_000;

/**
 * Creates a customer as a POS does: while it gets no answer, or 503, it asks again with the same key. Any other answer
 * is the answer.
 */
export async function createAsPointOfSale(api: Api, path: string, body: object, key: string): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await api.post(`/channels/${path}`, body, { "idempotency-key": key }).catch(() => undefined);
    if (answer !== undefined && answer.status !== 503) return answer;
    if (Date.now() > deadline) throw new Error(`The create ${key} was not answered within ${patienceMs} ms.`);
    await delay(50);
  }
}

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
