import { CosmosClient } from "@azure/cosmos";
import { describe, expect, it } from "vitest";
import { wellKnownKey } from "../../../local/emulators/cosmos";
import { outcome, testAccount } from "./account";

const account = testAccount();

const put = (body: unknown) =>
  fetch(`${account.endpoint()}/_emulator/request-units`, { method: "PUT", body: JSON.stringify(body) });

/** A client that does not ask a second time. */
function neverAgain(endpoint: string): CosmosClient {
  const retryOptions = { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 };
  return new CosmosClient({
    endpoint,
    key: wellKnownKey,
    connectionPolicy: { enableEndpointDiscovery: false, retryOptions },
  });
}

describe("request-unit budgets", () => {
  it("refuse with 429, substatus 3200 and a wait, once a second's units are spent, and give way after that wait", async () => {
    const container = await account.container();
    await put({ [`headquarters/${container.id}`]: 20 });
    // 2,000 values are worth more than 200 units: ten seconds of this budget.
    const values = Array.from({ length: 2_000 }, (_, index) => index);
    await container.items.create({ id: "dear", pk: "p", values });
    const impatient = neverAgain(account.endpoint()).database("headquarters").container(container.id);
    const refused = await impatient
      .item("dear", "p")
      .read()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 429, substatus: 3200, retryAfterInMs: expect.any(Number) });
    expect(Reflect.get(Object(refused), "retryAfterInMs")).toBeGreaterThan(3_000);
    const other = await account.container();
    expect(await outcome(other.items.create({ id: "cheap", pk: "p" }))).toBe("done");
    await put({});
    expect(await outcome(impatient.item("dear", "p").read())).toBe("done");
  });

  it("are waited out by the SDK, which asks again after the time it was told", async () => {
    const container = await account.container();
    await put({ headquarters: 40 });
    const writes = Array.from({ length: 12 }, (_, index) => container.items.create({ id: `${index}`, pk: "p" }));
    const retries = (await Promise.all(writes)).map(({ headers }) => Number(headers["x-ms-throttle-retry-count"]));
    expect(Math.max(...retries)).toBeGreaterThan(0);
    await put({});
  });

  it("that are none are refused", async () => {
    expect((await put({ headquarters: 0 })).status).toBe(400);
    expect((await put([1])).status).toBe(400);
  });
});
