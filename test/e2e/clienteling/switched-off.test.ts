import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { distributeFeatures } from "../editing/features";
import { store } from "./store";

const someday = "2031-06-14";

/** What the operations with a body are sent. */
const bodies: Readonly<Record<string, object>> = {
  addToClientBook: { customerIds: [randomUUID()] },
  changeClientBookAttributes: { attributes: { "favourite-brand": "Contoso" } },
  reassignCustomers: { customerIds: [randomUUID()], toWorkerId: "000161" },
  recordActivity: { type: "phone", text: "Said hello" },
  addNote: { text: "Prefers the phone" },
  setFollowUp: { text: "Call back", dueOn: someday },
  changeFollowUp: { dueOn: someday },
};

interface OpenApi {
  readonly paths: Record<string, Record<string, { readonly operationId: string; readonly tags: readonly string[] }>>;
}

describe("the feature clienteling", () => {
  let environment: TestEnvironment;
  let shop: Awaited<ReturnType<typeof store>>;
  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "0.1" } });
    shop = await store(environment);
  }, 60_000);
  afterAll(() => environment?.stop());

  /** Calls every operation of clienteling that the API documents; answers what each answered. */
  async function callAll(customerId: string) {
    const outcomes: Record<string, string> = {};
    for (const { operationId, method, path } of await operations()) {
      const url = path
        .replace("/api/v1", "")
        .replace("{channelId}", "houston")
        .replace("{customerId}", customerId)
        .replace(/\{\w+\}/, randomUUID());
      const caller = shop.as("000160");
      const { status, body } =
        method === "get" || method === "delete"
          ? await caller[method](url)
          : await caller[method](url, bodies[operationId]);
      outcomes[operationId] = status < 300 ? "done" : body.type.split("/").at(-1);
    }
    return outcomes;
  }

  async function operations() {
    const { paths } = (await (await fetch(`${environment.baseUrl}/api/openapi.json`)).json()) as OpenApi;
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { tags }]) => tags.includes("Clienteling"))
        .map(([method, { operationId }]) => ({ operationId, path, method: method as keyof Api })),
    );
  }

  it("F5: every operation of client books and of what is recorded is refused while it is off, after job 1110", async () => {
    const [customerId = ""] = await shop.customers({ lastName: "Client" });
    await shop.add("000160", [customerId]);
    const administrator = api(environment, await environment.token.administrator());
    const before = await callAll(customerId);
    expect(before).toMatchObject({ getClientBook: "done", addNote: "done", removeFromClientBook: "done" });
    expect(Object.values(before)).not.toContain("feature-disabled");

    await distributeFeatures(administrator, [["clienteling", false]]);
    const book = () => shop.as("000160").get("/channels/houston/client-book");
    await until("the channel knows", async () => (await book()).status !== 200);
    const refused = Object.fromEntries(Object.keys(before).map((operation) => [operation, "feature-disabled"]));
    expect(await callAll(customerId)).toEqual(refused);

    await distributeFeatures(administrator, [["clienteling", true]]);
    await until("the channel knows", async () => (await book()).status === 200);
    expect(Object.values(await callAll(customerId))).not.toContain("feature-disabled");
  });
});
