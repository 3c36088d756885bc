import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { type RawAnswer, send } from "./send";

const imports = "/headquarters/customer-imports";

const columns = ["externalReference", "firstName", "lastName", "email", "phone", "country", "customerType", "nonsense"];
const awkward = [
  '"',
  '""',
  "a,b",
  "x\ny",
  "\u0000",
  "\ufffd",
  "ÿ",
  "Zoë O’Brien",
  "no@",
  "a@example.com",
  "DE",
  "person",
  " ",
];
const cell = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: "binary", maxLength: 30 }));
const csv = fc
  .record({
    header: fc.oneof(fc.subarray(columns, { minLength: 1 }), fc.array(cell, { maxLength: 4 })),
    rows: fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    end: fc.constantFrom("\n", "\r\n", ""),
  })
  .map(({ header, rows, delimiter, end }) => [header, ...rows].map((row) => row.join(delimiter)).join(`${end}\n`));
const jsonRow = fc.oneof(
  fc.json(),
  fc
    .record({ lastName: cell, email: cell, phones: fc.anything() }, { requiredKeys: [] })
    .map((row) => JSON.stringify(row)),
);
const file = fc.oneof(
  fc.tuple(
    fc.constant("text/csv"),
    csv.map((text) => Buffer.from(text)),
  ),
  fc.tuple(
    fc.constant("application/x-ndjson"),
    fc.array(jsonRow, { maxLength: 12 }).map((rows) => Buffer.from(rows.join("\n"))),
  ),
  fc.tuple(
    fc.constantFrom("text/csv", "application/x-ndjson", "text/plain"),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  ),
);
const query = fc.oneof(
  fc.constantFrom(
    "",
    "&preset=shopify",
    "&preset=regulars",
    "&map.lastName=nonsense",
    "&map.attributes.birthday=phone",
  ),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => `&map.lastName=${encodeURIComponent(text)}`),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => `&${encodeURIComponent(text)}=1`),
);

describe("import of anything", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let houston: Api;
  let token: string;

  beforeAll(async () => {
    environment = await startTestEnvironment({ withStorage: true });
    token = await environment.token.administrator();
    administrator = api(environment, token);
    houston = api(environment, await environment.token.worker("000160"));
  });
  afterAll(() => environment?.stop());

  it("import: is no fault of ours, names every fault of its own, and reads back as it was given", async () => {
    await fc.assert(
      fc.asyncProperty(file, query, async ([type, body], options) => {
        const path = `/api/v1${imports}?channelId=houston${options}`;
        const answer = await send(environment, "POST", path, { token, body, headers: { "content-type": type } });
        if (answer.status === 202) await expectEnd(answer.body.importId);
        else expectRefusal(answer);
      }),
      { numRuns: 80 },
    );
  }, 180_000);

  function expectRefusal({ status, body }: RawAnswer) {
    expect([400, 415], JSON.stringify(body)).toContain(status);
    if (status === 400) expect(body.errors.length).toBeGreaterThan(0);
  }

  async function expectEnd(importId: string): Promise<void> {
    const ended = await until("the end of the import", async () => {
      const { body } = await administrator.get(`${imports}/${importId}`);
      return body.endedAt !== null && body;
    });
    const { items } = (await administrator.get(`${imports}/${importId}/rows?top=200`)).body;
    expect(ended).toMatchObject({ state: "succeeded", rows: items.length });
    for (const { outcome, customerId, problem } of items) {
      if (outcome === "refused")
        expect(problem).toMatchObject({ detail: expect.any(String), title: expect.any(String) });
      if (outcome === "refused") expect(problem.status, JSON.stringify(problem)).toBeLessThan(500);
      else expect((await houston.get(`/channels/houston/customers/${customerId}`)).status).toBe(200);
    }
  }

  it("import: what a row gives reads back equal", async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .map((text) => text.trim())
      .filter((text) => text !== "" && !/^'[+\d]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 20 }), async (names) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const body = ["firstName,lastName", ...names.map((pair) => pair.map(quoted).join(","))].join("\r\n");
        const path = `/api/v1${imports}?channelId=houston`;
        const answer = await send(environment, "POST", path, { token, body, headers: { "content-type": "text/csv" } });
        expect(answer.status).toBe(202);
        await expectEnd(answer.body.importId);
        const { items } = (await administrator.get(`${imports}/${answer.body.importId}/rows`)).body;
        const read = await Promise.all(
          items.map(async ({ customerId }: { customerId: string }) => {
            const { firstName, lastName } = (await houston.get(`/channels/houston/customers/${customerId}`)).body;
            return [firstName, lastName];
          }),
        );
        expect(read).toEqual(names);
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
