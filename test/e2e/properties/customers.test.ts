import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { faults, newCustomers, patches, ruleFaults, shown } from "./customers";

type Body = Readonly<Record<string, unknown>>;

const runs = { numRuns: 100 };
const pointersOf = ({ body }: Answer) => new Set(body.errors.map(({ pointer }: { pointer: string }) => pointer));
const digitsOf = (value: unknown) => String(value).replace(/\D/g, "");

/** What was given is kept as it is; of a phone the digits, behind a country's code. */
function expectKept(given: Body, kept: Body): void {
  const { phone, addresses, ...rest } = given;
  expect(kept).toMatchObject(rest);
  if (phone !== undefined) expect(digitsOf(kept["phone"]).endsWith(digitsOf(phone).replace(/^0+|^1/, ""))).toBe(true);
  if (addresses !== undefined) expect(kept["addresses"]).toMatchObject(addresses as Body[]);
}

describe("whatever is sent of a customer", () => {
  let environment: TestEnvironment;
  let houston: Api;
  let sanFrancisco: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment();
    houston = api(environment, await environment.token.worker("000160"));
    sanFrancisco = api(environment, await environment.token.worker("000170"));
  }, 60_000);
  afterAll(() => environment?.stop());

  const stores = () => [
    { path: "/channels/houston/customers", caller: houston, mayHaveTitle: true },
    { path: "/channels/san-francisco/customers", caller: sanFrancisco, mayHaveTitle: false },
  ];

  it("C1, C4: what a create takes reads back equal", async () => {
    for (const { path, caller, mayHaveTitle } of stores()) {
      await fc.assert(
        fc.asyncProperty(newCustomers, async (given) => {
          const { title, ...untitled } = given;
          const body = mayHaveTitle && title !== undefined ? { ...untitled, title } : untitled;
          const created = await caller.post(path, body);
          expect([201, 202], JSON.stringify(created.body)).toContain(created.status);
          expectKept(body, shown(body, created.body));
          const read = await caller.get(`${path}/${created.body.customerId}`);
          expectKept(body, shown(body, read.body));
        }),
        runs,
      );
    }
  }, 120_000);

  it("C4: every fault of a create is named, those of its rules together with those of its schema", async () => {
    const wrong = fc.record({
      sound: newCustomers,
      schema: fc.subarray([...faults], { minLength: 1 }),
      rules: fc.subarray([...ruleFaults]),
    });
    for (const { path, caller } of stores()) {
      await fc.assert(
        fc.asyncProperty(wrong, async ({ sound, schema, rules }) => {
          const all = [...schema, ...rules];
          const answer = await caller.post(path, Object.assign({}, sound, ...all.map(([body]) => body)));
          expect(answer.status).toBe(400);
          expect(pointersOf(answer)).toEqual(new Set(all.map(([, pointer]) => pointer)));
        }),
        runs,
      );
    }
  }, 120_000);

  it("E1: what a patch takes reads back equal", async () => {
    const path = "/channels/houston/customers";
    const { body } = await houston.post(path, { firstName: "Proper", lastName: "Ty" });
    const one = `${path}/${body.customerId}`;
    await fc.assert(
      fc.asyncProperty(patches, async (given) => {
        const before = await houston.get(one);
        const patched = await houston.patch(one, given, { "if-match": before.headers.get("etag") ?? "" });
        if (Object.keys(given).length === 0) return;
        expect(patched.status, JSON.stringify(patched.body)).toBe(200);
        expectKept(given, shown(given, patched.body));
        const read = await houston.get(one);
        expect(read.body).toEqual(patched.body);
        expect(read.headers.get("etag")).toBe(patched.headers.get("etag"));
      }),
      runs,
    );
  }, 120_000);

  it("E1: every fault of a patch is named", async () => {
    const path = "/channels/houston/customers";
    const { body } = await houston.post(path, { firstName: "Fault", lastName: "Y" });
    await fc.assert(
      fc.asyncProperty(fc.subarray([...faults], { minLength: 1 }), async (wrong) => {
        const patch = Object.assign({}, ...wrong.map(([part]) => part));
        const answer = await houston.patch(`${path}/${body.customerId}`, patch, { "if-match": "*" });
        expect(answer.status).toBe(400);
        expect(pointersOf(answer)).toEqual(new Set(wrong.map(([, pointer]) => pointer)));
      }),
      runs,
    );
  }, 120_000);

  it("C4, C5, E1: no JSON is more than a 4xx, and a 400 names its faults", async () => {
    const path = "/channels/houston/customers";
    const { body } = await houston.post(path, { lastName: "Any" });
    const members = [
      "firstName",
      "lastName",
      "emails",
      "phones",
      "addresses",
      "attributes",
      "affiliations",
      "customerType",
    ];
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 3 })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (sent) => {
        const answers = await Promise.all([
          houston.post(path, sent),
          houston.post(`${path}?onDuplicate=reject`, sent),
          houston.patch(`${path}/${body.customerId}`, sent, { "if-match": "*" }),
          houston.post("/channels/houston/offline-customers", { items: [sent] }),
        ]);
        for (const answer of answers) {
          expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
          if (answer.status === 400) expect(answer.body.errors.length).toBeGreaterThan(0);
        }
        const [result] = answers[3]?.body.results ?? [];
        if (result?.problem) expect(result.problem.status).toBeLessThan(500);
      }),
      runs,
    );
  }, 120_000);
});
