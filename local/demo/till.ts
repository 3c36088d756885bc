import { setTimeout as delay } from "node:timers/promises";
import type { CustomerRequest } from "./customer-row";

/** A customer as the API answers it, as far as a till of the demo looks at it. */
export interface CustomerAnswer {
  readonly customerId: string;
  readonly accountNumber: string | null;
  readonly syncState: string;
  readonly syncTimeline: { readonly created: string; readonly distributed: string | null };
}

export interface CreatedAnswer extends CustomerAnswer {
  readonly creationMode: "sync" | "async";
  readonly asyncReason: string | null;
}

/** A POS of one store. Its calls are repeated while the server cannot be reached or says that it is busy. */
export interface Till {
  readonly channelId: string;
  /** Rejects with `RefusedByServer`. */
  create(request: CustomerRequest, idempotencyKey: string): Promise<CreatedAnswer>;
  /** Rejects with `RefusedByServer`. */
  find(customerId: string): Promise<CustomerAnswer>;
}

/** The server answered, but not with what was asked for. */
export class RefusedByServer extends Error {}

export interface TillOptions {
  readonly baseUrl: string;
  readonly channelId: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

const patienceMs = 30_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;

export function openTill({ baseUrl, channelId, token, signal }: TillOptions): Till {
  const customers = `${baseUrl}/api/v1/channels/${channelId}/customers`;
  const headers = { authorization: `Bearer ${token}` };
  return {
    channelId,
    create: (request, idempotencyKey) =>
      call<CreatedAnswer>(signal, customers, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify(request),
      }),
    find: (customerId) => call<CustomerAnswer>(signal, `${customers}/${customerId}`, { headers }),
  };
}

async function call<Body>(signal: AbortSignal, url: string, init: RequestInit): Promise<Body> {
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
