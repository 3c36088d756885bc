import { expect } from "vitest";
import type { Answer, Api } from "../../environment/api";
import type { TestEnvironment } from "../../environment/test-environment";
import { type Crashes, killAfterEachRequest } from "./kill-after-each-request";
import { answered } from "./point-of-sale";
import { runToItsEnd } from "./repair";

export interface EnumeratedChange {
  readonly environment: TestEnvironment;
  readonly administrator: Api;
  readonly caller: Api;
  /** What the audit trail calls it. */
  readonly action: string;
  /** Asks for the change of a customer in Houston, under its ETag, so that it can be asked for again. */
  ask(path: string, k: number, condition: { readonly "if-match": string }): Promise<Answer>;
  /** What the customer is created with, besides a name. */
  given?(k: number): object;
  /** What the customer shows then. */
  made(k: number): object;
  /** Whether job 1010 runs before the client asks again; else its own repetition brings the copy. */
  readonly isDistributed?: boolean;
}

/**
 * Changes one customer after the other, each with a crash; the client then repeats the change under its ETag, and gets
 * 412 if it was made. It is made once (E1): at headquarters, in the copy, in the audit trail, and nothing else is lost.
 */
export function killAfterEachChange(change: EnumeratedChange): Promise<Crashes> {
  const { environment, administrator, caller, action, isDistributed = false } = change;
  const ask = ({ path, k, etag }: Subject) => change.ask(path, k, { "if-match": etag });
  return killAfterEachRequest<Subject>({
    environment,
    async prepare(k) {
      const { body } = await caller.post("/channels/houston/customers", { firstName: "Changed", ...change.given?.(k) });
      const path = `/channels/houston/customers/${body.customerId}`;
      const kept = await caller.patch(path, { middleName: "Kept" }, { "if-match": "*" });
      return { k, path, customerId: body.customerId, etag: kept.headers.get("etag") ?? "" };
    },
    ask: (subject) => ask(subject).catch(() => undefined),
    async afterwards(subject) {
      if (isDistributed) await runToItsEnd(administrator, "1010");
      const again = await answered("The repeated change", () => ask(subject));
      expect([200, 201, 412]).toContain(again.status);
      const { body: known } = await administrator.get(`/headquarters/customers/${subject.customerId}`);
      expect(known).toMatchObject({ middleName: "Kept", revision: 3, ...change.made(subject.k) });
      expect(known.audit.filter((entry: { action: string }) => entry.action === action)).toHaveLength(
        action === "edited" ? 2 : 1,
      );
      const copy = await caller.get(subject.path);
      expect(copy.body).toMatchObject({ middleName: "Kept", ...change.made(subject.k) });
      expect(copy.headers.get("etag")).toBe('"3.0"');
    },
  });
}

interface Subject {
  readonly k: number;
  readonly path: string;
  readonly customerId: string;
  readonly etag: string;
}
