import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../environment/api";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "./enumeration";
import { killAfterEachChange } from "./kill-after-each-change";
import { killAfterEachWrite } from "./kill-after-each-write";
import { expectEachNumberedOnce } from "./stored";

describe("kill -9 of the functions host after each single write", () => {
  let started: EnumerationEnvironment;
  const customerIds: string[] = [];

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
  });
  afterAll(() => started?.environment.stop());

  it("C6, S3: of a sync create", async () => {
    const caller = api(started.environment, await started.environment.token.worker("000160"));
    const enumerated = await killAfterEachWrite({ ...started, channelId: "houston", caller });
    expect(enumerated.writes).toEqual([
      "channels/customers create",
      "headquarters/configuration patch",
      "headquarters/customer-keys create",
      "headquarters/customers batch",
    ]);
    customerIds.push(...enumerated.customerIds);
    await expectEachNumberedOnce(started.environment, customerIds);
  }, 120_000);

  it("E1: of an edit", async () => {
    const caller = api(started.environment, await started.environment.token.worker("000160"));
    const enumerated = await killAfterEachChange({
      ...started,
      caller,
      action: "edited",
      ask: (path, k, condition) => caller.patch(path, { title: `Dr. ${k}` }, condition),
      made: (k) => ({ title: `Dr. ${k}` }),
    });
    expect(enumerated.writes).toEqual([
      "channels/customers batch",
      "headquarters/customers batch",
      "headquarters/customers bulk", // reads the customer and whether it is in a client book
    ]);
  }, 120_000);
});
