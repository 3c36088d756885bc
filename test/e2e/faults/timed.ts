import { type Answer, api } from "../../environment/api";
import type { TestEnvironment } from "../../environment/test-environment";

export interface Timed extends Answer {
  readonly ms: number;
}

export async function timed(call: () => Promise<Answer>): Promise<Timed> {
  const start = performance.now();
  return { ...(await call()), ms: performance.now() - start };
}

export const slowest = (answers: readonly Timed[]) => Math.max(...answers.map(({ ms }) => ms));

/**
 * What 32 creates at once take on this machine at this moment, when nothing fails and headquarters is not asked. Limits of
 * time are set beside it, so that they say something of the product and not of the machine.
 */
export async function slowestAsyncCreate(environment: TestEnvironment): Promise<number> {
  const caller = api(environment, await environment.token.worker("000170"));
  const create = (index: number) =>
    timed(() => caller.post("/channels/san-francisco/customers", { lastName: `Ordinary ${index}` }));
  return slowest(await Promise.all(Array.from({ length: 32 }, (_, index) => create(index))));
}
