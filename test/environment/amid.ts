import { cosmosControls } from "./emulator-controls";
import type { TestEnvironment } from "./test-environment";
import { until } from "./until";

export interface Hold {
  /** By the gateway's name, such as `headquarters/customers batch`. */
  readonly operation: string;
  /** A part of the path, such as a document's id. */
  readonly path?: string;
  /** Before it is answered instead of before it is carried out. */
  readonly afterCommit?: boolean;
  /** Every one that comes meanwhile, instead of the first. */
  readonly all?: boolean;
}

/** Sends a request, and does something else while the gateway holds an operation of it. Answers the request's answer. */
export async function amid<Answer>(
  environment: TestEnvironment,
  { afterCommit = false, all = false, ...match }: Hold,
  send: () => Promise<Answer>,
  meanwhile: () => Promise<unknown>,
): Promise<Answer> {
  const { faults, held } = cosmosControls(environment);
  await faults([{ match, hold: true, afterCommit, ...(!all && { times: 1 }) }]);
  const answer = send();
  try {
    await until(`${match.operation} is held`, async () => (await held()) > 0);
    await meanwhile();
  } finally {
    await faults([]);
  }
  return answer;
}
