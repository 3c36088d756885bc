import { cosmosControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";

const forEver = 3_600_000;
const headquartersCreate = "headquarters/customers batch";

const kindOf = (operation: string) => operation.slice(operation.indexOf(" ") + 1);
const changesNothing = ["query", "query-plan"];
const isGet = ["read", "read-feed", "change-feed"];

export interface HeldRequest {
  /** Whether it has come and is held. */
  isHeld(): Promise<boolean>;
  /** The writes until now, by the gateway's names, sorted. */
  writes(): Promise<readonly string[]>;
}

/**
 * Lets the gateway hold the answer of the k-th request from now on that is no GET: it is carried out and committed, and
 * whoever sent it waits for ever. Queries are among them, so that a crash before the first write is tried too. With
 * `headquartersRefusesOnce` the first create at headquarters is answered 503 and not counted.
 */
export async function holdRequest(
  environment: TestEnvironment,
  k: number,
  headquartersRefusesOnce: boolean,
): Promise<HeldRequest> {
  const { faults, counts, resetCounts } = cosmosControls(environment);
  const documents = { path: "/docs" };
  const refusal = {
    match: { method: "POST", path: "headquarters/colls/customers/docs" },
    respond: { status: 503 },
    times: 1,
  };
  await resetCounts();
  await faults([
    ...(headquartersRefusesOnce ? [refusal] : []),
    { match: { method: "GET" } },
    ...(k > 1 ? [{ match: documents, times: k - 1 }] : []),
    { match: documents, delayMs: forEver, afterCommit: true, times: 1 },
  ]);

  async function sent(): Promise<string[]> {
    const { operations } = await counts();
    return Object.entries(operations)
      .filter(([name]) => name !== "metadata" && !isGet.includes(kindOf(name)))
      .flatMap(([name, { count }]) => {
        const refused = headquartersRefusesOnce && name === headquartersCreate ? 1 : 0;
        return Array.from({ length: count - refused }, () => name);
      });
  }

  return {
    isHeld: async () => (await sent()).length >= k,
    writes: async () =>
      (await sent()).filter((name) => !changesNothing.includes(kindOf(name))).sort((a, b) => a.localeCompare(b)),
  };
}
