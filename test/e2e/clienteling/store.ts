import { type Api, api } from "../../environment/api";
import type { TestEnvironment } from "../../environment/test-environment";
import { inParallel } from "../crash/point-of-sale";

export type WorkerId = "000160" | "000161" | "000162" | "000170" | "000180";

/** The workers of the seeded organisation, and customers for their books. */
export async function store(environment: TestEnvironment) {
  const tokens = new Map<WorkerId, string>();
  for (const id of ["000160", "000161", "000162", "000170", "000180"] as const) {
    tokens.set(id, await environment.token.worker(id));
  }
  const as = (id: WorkerId): Api => api(environment, tokens.get(id) ?? "");

  /** Creates customers in Houston; answers their ids. */
  async function customers(...bodies: readonly object[]): Promise<string[]> {
    const answers = await inParallel(bodies.length, 25, (index) =>
      as("000160").post("/channels/houston/customers", bodies[index] ?? {}),
    );
    const refused = answers.find(({ status }) => status !== 201);
    if (refused) throw new Error(`A create answered ${refused.status}.`);
    return answers.map(({ body }) => body.customerId);
  }

  const add = (id: WorkerId, customerIds: readonly string[], channelId = "houston") =>
    as(id).post(`/channels/${channelId}/client-book/customers`, { customerIds });

  /** The cards of an own book, all pages of it. */
  async function book(id: WorkerId, query = "", channelId = "houston") {
    const { status, body } = await as(id).get(`/channels/${channelId}/client-book?top=200${query}`);
    if (status !== 200) throw new Error(`The book answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }
  const idsIn = async (id: WorkerId, query = "", channelId = "houston"): Promise<string[]> =>
    (await book(id, query, channelId)).items.map(({ customerId }: { customerId: string }) => customerId);

  return { as, customers, add, book, idsIn };
}

/** An answer of the API as `expectProblem` reads it. */
export const raw = ({ status, headers, body }: { status: number; headers: Headers; body: unknown }) => ({
  status,
  headers: Object.fromEntries(headers),
  body,
});
