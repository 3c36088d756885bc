import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";

const definitions = {
  motto: { label: "Motto", type: "text" },
  tier: { label: "Tier", type: "list", values: ["gold", "silver"], mandatory: true },
  children: { label: "Children", type: "integer", minimum: 0, maximum: 20 },
  discount: { label: "Discount", type: "decimal", minimum: 0, maximum: 0.5, default: 0.1 },
  deposit: { label: "Deposit", type: "currency" },
  since: { label: "Since", type: "date" },
  newsletter: { label: "Newsletter", type: "boolean", default: false },
};
const sound = {
  motto: "Ad astra",
  tier: "gold",
  children: 2,
  discount: 0.25,
  deposit: 99.5,
  since: "2024-02-29",
  newsletter: true,
};

describe("attributes of a customer", () => {
  let environment: TestEnvironment;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "0.2" } });
    administrator = api(environment, await environment.token.administrator());
    for (const [name, definition] of Object.entries(definitions)) {
      expect((await administrator.put(`/headquarters/attributes/${name}`, definition)).status).toBeLessThan(300);
    }
    const attributes = Object.keys(definitions).map((name, index) => ({ name, displayOrder: index + 1 }));
    const group = { name: "Customer attributes", attributes };
    expect((await administrator.put("/headquarters/attribute-groups/customer-attributes", group)).status).toBe(200);
    await runToItsEnd(administrator, "1040");
    await until("the attributes in the channel", async () => (await create({ tier: "gold" })).status === 201);
  }, 60_000);
  afterAll(() => environment?.stop());

  const create = (attributes: object) =>
    administrator.post("/channels/houston/customers", { lastName: "Attribute", attributes });
  const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer);

  it("B6: of every type are kept as they are given", async () => {
    const { status, body } = await create(sound);
    expect([status, body.attributes]).toEqual([201, sound]);
    expect((await administrator.get(`/channels/houston/customers/${body.customerId}`)).body.attributes).toEqual(sound);
  });

  it("B6, D6: defaults are filled in, and what is given wins over them", async () => {
    expect((await create({ tier: "silver" })).body.attributes).toEqual({
      tier: "silver",
      discount: 0.1,
      newsletter: false,
    });
    expect((await create({ tier: "silver", discount: 0 })).body.attributes).toMatchObject({ discount: 0 });
  });

  it("B6: one that is mandatory and missing, and every one that does not fit, is named at once", async () => {
    expect(pointers(await create({}))).toEqual(["/attributes/tier"]);
    const wrong = {
      motto: 5,
      tier: "bronze",
      children: 2.5,
      discount: 0.6,
      deposit: "much",
      since: "2023-02-29",
      newsletter: "yes",
      unknown: 1,
    };
    const answer = await create(wrong);
    expect([answer.status, new Set(pointers(answer))]).toEqual([
      400,
      new Set(Object.keys(wrong).map((name) => `/attributes/${name}`)),
    ]);
  });

  it.each([
    ["children", -1],
    ["children", 21],
    ["discount", -0.01],
    ["since", "2024-2-9"],
    ["since", "yesterday"],
  ])("B6: %s of %j is refused", async (name, value) => {
    const answer = await create({ tier: "gold", [name]: value });
    expect([answer.status, pointers(answer)]).toEqual([400, [`/attributes/${name}`]]);
  });
});
