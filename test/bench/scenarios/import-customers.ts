import { setTimeout as delay } from "node:timers/promises";
import type { GeneratedCustomer } from "../customers/customer-generator";
import type { Measured } from "../load/measured";
import { measure } from "./measure";
import type { Scenario, ScenarioContext } from "./scenario";

const usualSeconds = 60;

/** The file has as many rows as the goal imports in the time. */
const goalPerSecond = 150;
const lookMs = 1_000;
const mebibyte = 1024 * 1024;

/**
 * A file of new customers with external references, from its upload to its last row: rows a second, and the host's
 * memory meanwhile, after forced collections. A row has no latency of its own: each counts as its share.
 */
export const importCustomers: Scenario = {
  name: "import",
  async run(context) {
    const { seconds = usualSeconds, operations = goalPerSecond * seconds } = context;
    const file = customersFile(context, operations);
    const token = await context.environment.tokens.administrator();
    const heaps: number[] = [];
    let looks = 0;
    const { measured, figures } = await measure(
      context,
      () =>
        importFile(`${context.host.baseUrl}/api/v1`, token, file, async () => {
          looks += 1;
          heaps.push((await context.host.probe.memory()).heapUsed / mebibyte);
        }),
      () => ({ requests: looks, requestUnits: looks }),
    );
    const { p50Ms: _, p99Ms: __, ...shown } = figures;
    const heap = (value: number | undefined) => Math.round(value ?? 0);
    return {
      figures: {
        ...shown,
        heapFirstMiB: heap(heaps[0]),
        heapMostMiB: heap(Math.max(...heaps)),
        heapLastMiB: heap(heaps.at(-1)),
      },
      faults: measured.examples,
    };
  },
};

const header = "externalReference,firstName,lastName,email,phone,street,city,state,postalCode";

function customersFile({ newCustomers }: ScenarioContext, rows: number): string {
  const lines = Array.from({ length: rows }, () => csvRow(newCustomers.next().request));
  return [header, ...lines].join("\n");
}

function csvRow({ firstName, lastName, email, phone, addresses }: GeneratedCustomer): string {
  const { street, city, state, postalCode } = addresses?.[0] ?? {};
  const cells = [`import ${email}`, firstName, lastName, email, phone, street, city, state, postalCode];
  return cells.map((cell) => `"${cell ?? ""}"`).join(",");
}

async function importFile(url: string, token: string, file: string, look: () => Promise<void>): Promise<Measured> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "text/csv" };
  const begun = performance.now();
  const answer = await fetch(`${url}/headquarters/customer-imports?channelId=houston`, {
    method: "POST",
    headers,
    body: file,
  });
  const started = (await answer.json()) as { importId?: string };
  if (answer.status !== 202) return failed(`${answer.status} ${JSON.stringify(started)}`);
  for (;;) {
    await delay(lookMs);
    const shown = await fetch(`${url}/headquarters/customer-imports/${started.importId}`, { headers });
    const body = (await shown.json()) as { endedAt: string | null; created: number; rows: number; state: string };
    await look();
    if (body.endedAt === null) continue;
    const seconds = (performance.now() - begun) / 1000;
    if (body.state !== "succeeded" || body.created !== body.rows) return failed(JSON.stringify(body));
    const latenciesMs = Array.from({ length: body.created }, () => (seconds * 1000) / body.created);
    return { latenciesMs, errors: 0, wrong: 0, seconds, examples: [] };
  }
}

const failed = (example: string): Measured => ({
  latenciesMs: [],
  errors: 1,
  wrong: 0,
  seconds: 1,
  examples: [example],
});
