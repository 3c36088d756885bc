import { expect } from "vitest";
import { type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";

export interface EnumerationEnvironment {
  readonly environment: TestEnvironment;
  readonly administrator: Api;
}

/** With its configuration in the cache, and a block for every number, each create sends the same requests. */
export async function startEnumerationEnvironment(): Promise<EnumerationEnvironment> {
  const settings = { CONFIGURATION_CACHE_SECONDS: "3600", SIGNAL_GRACE_SECONDS: "0.2", JOB_LEASE_SECONDS: "1" };
  const environment = await startTestEnvironment({ settings });
  const administrator = api(environment, await environment.token.administrator());
  const sequence = "/headquarters/number-sequences/customer-account";
  const { id: _, remaining: __, ...present } = (await administrator.get(sequence)).body;
  expect(await administrator.put(sequence, { ...present, blockSize: 1 })).toMatchObject({ status: 200 });
  return { environment, administrator };
}
