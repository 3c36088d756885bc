import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "../e2e/crash/enumeration";
import { killAfterEachWrite } from "../e2e/crash/kill-after-each-write";
import { expectEachNumberedOnce } from "../e2e/crash/stored";
import { api } from "../environment/api";

describe("kill -9 of the functions host after each single write", () => {
  let started: EnumerationEnvironment;
  const customerIds: string[] = [];

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
  });
  afterAll(() => started?.environment.stop());

  it("C2 c, S3: of a sync create that headquarters refuses, and of its synchronization", async () => {
    const caller = api(started.environment, await started.environment.token.worker("000160"));
    const enumerated = await killAfterEachWrite({
      ...started,
      channelId: "houston",
      caller,
      headquartersRefusesOnce: true,
    });
    expect(enumerated.writes).toEqual([
      "channels/customers batch",
      "channels/customers batch",
      "headquarters/configuration patch",
      "headquarters/configuration patch",
      "headquarters/customer-keys create",
      "headquarters/customer-keys create",
      "headquarters/customers batch",
    ]);
    customerIds.push(...enumerated.customerIds);
    await expectEachNumberedOnce(started.environment, customerIds);
  });

  it("C6, S3: of an async create and of its synchronization", async () => {
    const caller = api(started.environment, await started.environment.token.worker("000170"));
    const enumerated = await killAfterEachWrite({ ...started, channelId: "san-francisco", caller });
    expect(enumerated.writes).toEqual([
      "channels/customers batch",
      "channels/customers batch",
      "headquarters/configuration patch",
      "headquarters/customer-keys create",
      "headquarters/customers batch",
    ]);
    customerIds.push(...enumerated.customerIds);
    await expectEachNumberedOnce(started.environment, customerIds);
  });

  it.each([
    ["houston", "000160"],
    ["san-francisco", "000170"],
  ])(
    "C6, C7: of a create in %s that rejects duplicates: its repetition takes its locks over",
    async (channelId, id) => {
      const caller = api(started.environment, await started.environment.token.worker(id));
      const enumerated = await killAfterEachWrite({ ...started, channelId, caller, onDuplicate: "reject" });
      expect(enumerated.writes).toContain("channels/customers delete");
      customerIds.push(...enumerated.customerIds);
      await expectEachNumberedOnce(started.environment, customerIds);
    },
  );
});
