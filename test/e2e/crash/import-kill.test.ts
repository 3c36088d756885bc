import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { resumeTasks, runToItsEnd } from "./repair";
import { expectEachNumberedOnce } from "./stored";

const rows = 500;

/** Every tenth row names the customer of the row before. */
const isRepeated = (row: number) => row % 10 === 9;

describe("kill -9 of the functions host in the middle of an import", () => {
  let environment: TestEnvironment;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ withStorage: true, settings: { TASK_LEASE_SECONDS: "10" } });
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());

  it("import: goes on where it was, with no customer doubled and no row lost", async () => {
    const lines = Array.from({ length: rows }, (_, row) => `K${isRepeated(row) ? row - 1 : row},Kill,Row ${row}`);
    const file = ["externalReference,firstName,lastName", ...lines].join("\n");
    const path = "/headquarters/customer-imports";
    const started = await administrator.post(`${path}?channelId=houston`, file, { "content-type": "text/csv" });
    expect(started.status).toBe(202);
    const location = `${path}/${started.body.importId}`;
    const shown = async () => (await administrator.get(location)).body;

    const before = await until("a first step of the import", async () => {
      const now = await shown();
      return now.rows > 0 && now;
    });
    await environment.functions.kill();
    await environment.functions.start();
    expect(before).toMatchObject({ state: "running", endedAt: null });

    const ended = await until(
      "the end of the import",
      async () => {
        await resumeTasks(environment);
        const now = await shown();
        return now.endedAt !== null && now;
      },
      100_000,
    );
    const updated = lines.filter((_, row) => isRepeated(row)).length;
    expect(ended).toMatchObject({ state: "succeeded", rows, created: rows - updated, updated, refused: 0 });

    const created = await createdCustomers(location);
    expect(created.length).toBe(rows - updated);
    await runToItsEnd(administrator, "1010");
    await expectEachNumberedOnce(environment, created);
  }, 150_000);

  /** The customers of the rows that say so, over all pages. */
  async function createdCustomers(location: string): Promise<string[]> {
    const customerIds: string[] = [];
    let token: string | null = "0";
    while (token !== null) {
      const { body } = await administrator.get(`${location}/rows?outcome=created&top=200&continuationToken=${token}`);
      customerIds.push(...body.items.map(({ customerId }: { customerId: string }) => customerId));
      token = body.continuationToken;
    }
    return customerIds;
  }
});
