import { afterAll, beforeAll, expect } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";

export const inHouston = (id: string) => `/channels/houston/customers/${id}`;

export interface People {
  environment(): TestEnvironment;
  readonly houston: Api;
  readonly sanFrancisco: Api;
  readonly berlin: Api;
  readonly administrator: Api;
  /** Creates a customer in Houston. */
  create(body: object): Promise<Answer>;
  /** Creates a customer in San Francisco that does not get to headquarters until `back`. */
  pending(body?: object): Promise<{ readonly customerId: string }>;
  back(): Promise<void>;
  merge(id: string, into: string, preview?: boolean): Promise<Answer>;
}

/** Callers of an environment that a test file shares, and what they do with customers. Read it inside of tests. */
export function people(): People {
  let environment: TestEnvironment;
  const callers = {} as { houston: Api; sanFrancisco: Api; berlin: Api; administrator: Api };

  beforeAll(async () => {
    environment = await startTestEnvironment();
    const worker = async (id: string) => api(environment, await environment.token.worker(id));
    callers.houston = await worker("000160");
    callers.sanFrancisco = await worker("000170");
    callers.berlin = await worker("000180");
    callers.administrator = api(environment, await environment.token.administrator());
  }, 60_000);
  afterAll(() => environment?.stop());

  return Object.assign(callers, {
    environment: () => environment,
    async create(body: object) {
      const answer = await callers.houston.post("/channels/houston/customers", body);
      expect(answer.status).toBe(201);
      return answer;
    },
    async pending(body: object = { firstName: "Zoë", lastName: "Waiting", email: "zoe@waiting.example" }) {
      const { faults } = cosmosControls(environment);
      await faults([{ match: { method: "POST", path: "dbs/headquarters/colls/customers" }, respond: { status: 503 } }]);
      return (await callers.sanFrancisco.post("/channels/san-francisco/customers", body)).body;
    },
    back: () => cosmosControls(environment).faults([]),
    merge: (id: string, into: string, preview = false) =>
      callers.administrator.post(`/headquarters/customers/${id}/merge`, { into, preview }),
  });
}
