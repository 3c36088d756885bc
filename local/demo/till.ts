import type { CustomerRequest } from "./customer-row";
import { call } from "./patient-call";

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

/** Who stands at the till of which store. */
export interface TillOptions {
  readonly baseUrl: string;
  readonly channelId: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

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
