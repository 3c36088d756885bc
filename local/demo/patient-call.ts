import { setTimeout as delay } from "node:timers/promises";

/** The server answered, but not with what was asked for. */
export class RefusedByServer extends Error {}

const patienceMs = 30_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** The body of the answer; repeats the call while the server cannot be reached or says that it is busy. */
export async function call<Body>(signal: AbortSignal, url: string, init: RequestInit): Promise<Body> {
  const giveUpAt = Date.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    signal.throwIfAborted();
    const answer = await callOnce(url, init);
    if ("body" in answer) return answer.body as Body;
    if (Date.now() > giveUpAt) throw new Error(`No answer within ${patienceMs / 1000} s: ${answer.busy}`);
    await delay(answer.retryAfterMs ?? pauseMs, undefined, { signal });
  }
}

type Answer = { readonly body: unknown } | { readonly busy: string; readonly retryAfterMs?: number };

async function callOnce(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) return { body: await response.json() };
    const problem = `${response.status} ${await response.text()}`;
    if (response.status !== 503 && response.status !== 429) throw new RefusedByServer(problem);
    const retryAfterSeconds = Number(response.headers.get("retry-after"));
    return { busy: problem, ...(retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * 1000 } : {}) };
  } catch (error) {
    if (error instanceof RefusedByServer) throw error;
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    return { busy: cause?.code ?? cause?.message ?? message };
  }
}
