import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Call, HttpClient } from "./http-client";
import { type Measured, type Recorder, recorder } from "./measured";

/** One call and what its answer has to be. */
export interface CheckedCall {
  readonly call: Call;
  isRight(answer: Answer): boolean;
}

/** Does one piece of work; answers `true`, or what was wrong with its answer; rejects when there was none. */
export type Work = () => Promise<true | string>;

export interface Bounds {
  readonly connections: number;
  /** Ends after so many seconds … */
  readonly seconds?: number | undefined;
  /** … or after so many pieces of work. */
  readonly operations?: number | undefined;
}

/** Closed loop: each connection does one piece of work after the other. */
export async function closedLoop(work: Work, bounds: Bounds): Promise<Measured> {
  const record = recorder();
  const begun = performance.now();
  const end = begun + (bounds.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  let left = bounds.operations ?? Number.POSITIVE_INFINITY;
  const connection = async () => {
    while (left > 0 && performance.now() < end) {
      left -= 1;
      await timed(work, record, performance.now());
    }
  };
  await Promise.all(Array.from({ length: bounds.connections }, connection));
  return record.read((performance.now() - begun) / 1000);
}

/** As many as an open loop may need: what waits for a connection is not offered. */
export const openConnections = 512;

export interface Offered {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Open loop: offers work at an even rate, whether or not what came before is done. Latency counts from the moment at
 * which a piece of work was due, so that a stall shows in all who would have met it.
 */
export async function openLoop(work: Work, { perSecond, seconds }: Offered): Promise<Measured> {
  const record = recorder();
  const begun = performance.now();
  const running: Promise<void>[] = [];
  const total = Math.round(perSecond * seconds);
  while (running.length < total) {
    const dueBy = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * perSecond) + 1);
    while (running.length < dueBy) running.push(timed(work, record, begun + (running.length / perSecond) * 1000));
    await delay(2);
  }
  await Promise.all(running);
  return record.read((performance.now() - begun) / 1000);
}

async function timed(work: Work, record: Recorder, begun: number): Promise<void> {
  try {
    const outcome = await work();
    if (outcome === true) record.correct(performance.now() - begun);
    else record.wrong(String(outcome));
  } catch (error) {
    record.error(String(error));
  }
}

/** Sends checked calls. */
export function checkedWork(client: HttpClient, next: () => CheckedCall): Work {
  return async () => {
    const { call, isRight } = next();
    const answer = await client.send(call);
    if (answer.status >= 500 || answer.status === 429)
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return isRight(answer) || `${call.method} ${call.path}: ${answer.status} ${JSON.stringify(answer.body)}`;
  };
}
