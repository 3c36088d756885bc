import { masterKey } from "../../local/environment/functions-host";
import type { Api } from "../environment/api";
import { cosmosControls, type RequestCounts, serviceBusControls } from "../environment/emulator-controls";
import type { TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

export interface Cost {
  readonly requests: number;
  readonly requestUnits: number;
  /** How many times each operation of each container was asked for. */
  readonly operations: Readonly<Record<string, number>>;
}

export interface Callers {
  readonly houston: Api;
  /** Has a client book in Houston too, which grows while the other one does not. */
  readonly colleague: Api;
  readonly sanFrancisco: Api;
  readonly administrator: Api;
}

/** Ways to cause one use case each; every one ends when all its requests to Cosmos were made. */
export function useCases(environment: TestEnvironment, callers: Callers) {
  const { houston, colleague, sanFrancisco, administrator } = callers;
  const cosmos = cosmosControls(environment);
  const costa = { firstName: "Costa", lastName: "Measure" };
  let keys = 0;
  let contacts = 0;
  // Everybody has an e-mail and a phone of their own, so that nobody is found; their length never changes.
  const create = async (caller: Api, channelId: string, headers = {}, query = "") => {
    contacts += 1;
    const own = String(contacts).padStart(4, "0");
    const customer = { ...costa, email: `costa-${own}@example.com`, phone: `(206) 556-${own}` };
    const { status, body } = await caller.post(`/channels/${channelId}/customers${query}`, customer, headers);
    if (status !== 201 && status !== 202) throw new Error(`A create answered ${status}.`);
    return body as Known;
  };
  /** Works with new customers, whose creation is not counted. */
  const withNew = async (count: number, work: (...customers: Known[]) => Promise<void>) => {
    const customers: Known[] = [];
    while (customers.length < count) customers.push(await create(houston, "houston"));
    await cosmos.resetCounts();
    await work(...customers);
  };
  const ask = async (caller: Api, path: string, body: unknown, headers = {}) => {
    const answer = await caller.post(path, body, headers);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}.`);
    return answer;
  };
  const administered = ({ customerId }: Known) => `/headquarters/customers/${customerId}`;
  /** A file with one row. Nobody asks for its state meanwhile. */
  const importOf = async (row: string) => {
    const before = endedTasks(environment);
    const file = `externalReference,firstName,lastName,email\n${row}\n`;
    await ask(administrator, "/headquarters/customer-imports?channelId=houston", file, { "content-type": "text/csv" });
    await until("the end of the import", async () => endedTasks(environment) > before);
  };
  const newRow = () => {
    contacts += 1;
    const own = String(contacts).padStart(4, "0");
    return `REF-${own},Costa,Measure,costa-${own}@example.com`;
  };
  const read = async (caller: Api, path: string) => {
    const { status, body } = await caller.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
    return body;
  };
  const edit = async ({ customerId }: Known, ifMatch: string, expected: number) => {
    keys = (keys + 1) % 10;
    const headers = { "if-match": ifMatch };
    const { status } = await houston.patch(`/channels/houston/customers/${customerId}`, { title: `${keys}` }, headers);
    if (status !== expected) throw new Error(`An edit answered ${status}.`);
  };
  const withoutQueue = async (work: () => Promise<unknown>) => {
    const { faults } = serviceBusControls(environment);
    await faults([{ match: { operation: "send" }, respond: { status: 503 } }]);
    await work();
    await faults([]);
  };
  const settled = async () => {
    await create(sanFrancisco, "san-francisco");
    await until("the conversion", async () => batches(await cosmos.counts()) === 2);
  };

  return {
    "sync create": () => create(houston, "houston"),
    "sync create with an idempotency key": () => {
      keys += 1;
      return create(houston, "houston", { "idempotency-key": `${process.pid}-${Date.now()}-${keys}` });
    },
    "sync create that rejects duplicates": () => create(houston, "houston", {}, "?onDuplicate=reject"),
    "async create": () => withoutQueue(() => create(sanFrancisco, "san-francisco")),
    "async create that rejects duplicates": () =>
      withoutQueue(() => create(sanFrancisco, "san-francisco", {}, "?onDuplicate=reject")),
    "async create and its conversion": settled,
    "get by GUID": (known: Known) => read(houston, `/channels/houston/customers/${known.customerId}`),
    "get by account number": (known: Known) => read(houston, `/channels/houston/customers/${known.accountNumber}`),
    "get by GUID, the first in its group": async () => {
      const row = newRow();
      await importOf(row);
      const query = `legalEntityId=usrt&email=${row.split(",").at(-1)}`;
      const { items } = await read(administrator, `/headquarters/customers?${query}`);
      await cosmos.resetCounts();
      await read(houston, `/channels/houston/customers/${items[0].customerId}`);
    },
    edit: (known: Known) => edit(known, "*", 200),
    "edit that lost its race": (known: Known) => edit(known, '"0.0"', 412),
    "client book, nothing changed": () => read(houston, "/channels/houston/client-book"),
    "search by e-mail": () => read(houston, "/channels/houston/customers?email=sought@example.com"),
    "search by phone": () => read(houston, "/channels/houston/customers?phone=2815550123"),
    "search by name, one word": () => read(houston, "/channels/houston/customers?name=soughtafter"),
    "search by name, two words": () => read(houston, "/channels/houston/customers?name=soughtafter%20only"),
    "search in the one box, two words": () => read(houston, "/channels/houston/customers?q=soughtafter%20only"),
    "search of all stores by name": () => read(houston, "/channels/houston/customers?name=soughtafter&scope=allStores"),
    "1010, a delta with nothing changed": () => runTimer(environment, "1010"),
    "1070, a delta with nothing changed": () => runTimer(environment, "1070"),
    "P-0001 with nothing due": () => runTimer(environment, "P-0001"),
    "add to a client book": () =>
      withNew(1, async ({ customerId }) => {
        await ask(colleague, "/channels/houston/client-book/customers", { customerIds: [customerId] });
      }),
    "note on a customer": () =>
      withNew(1, async ({ customerId }) => {
        await ask(houston, `/channels/houston/customers/${customerId}/notes`, { text: "Prefers tea" });
      }),
    "removal of a note": () =>
      withNew(1, async ({ customerId }) => {
        const path = `/channels/houston/customers/${customerId}/notes`;
        const { body } = await ask(houston, path, { text: "Prefers tea" });
        await cosmos.resetCounts();
        const { status } = await houston.delete(`${path}/${body.noteId}`);
        if (status !== 204) throw new Error(`A removal answered ${status}.`);
      }),
    "import of one row, created": () => importOf(newRow()),
    "import of one row, updated": async () => {
      const row = newRow();
      await importOf(row);
      await cosmos.resetCounts();
      await importOf(row.replace("Costa", "Other"));
    },
    // Their tasks, which would do the same once more, are left to the timer.
    merge: () =>
      withNew(2, (secondary, primary) =>
        withoutQueue(() => ask(administrator, `${administered(secondary)}/merge`, { into: primary.customerId })),
      ),
    erase: () =>
      withNew(1, (person) => withoutQueue(() => ask(administrator, `${administered(person)}/erase`, undefined))),
    export: () =>
      withNew(1, async (person) => {
        await read(administrator, `${administered(person)}/export`);
      }),
    "list at headquarters by name": () =>
      read(administrator, "/headquarters/customers?legalEntityId=usrt&name=soughtafter"),
    "list of operations": () => read(administrator, "/headquarters/async-operations?state=done&top=1"),
  };
}

export interface Known {
  readonly customerId: string;
  readonly accountNumber: string;
}

const endedTasks = ({ lines }: TestEnvironment) => lines.filter((line) => line.includes('"task.ended"')).length;
const batches = ({ operations }: RequestCounts) => operations["channels/customers batch"]?.count ?? 0;

/** Has a job's timer tick, and waits until its run has ended. */
export async function runTimer({ baseUrl, lines }: TestEnvironment, jobId: string): Promise<void> {
  const ends = () => lines.filter((line) => line.includes('"job.ended"') && line.includes(`"jobId":"${jobId}"`)).length;
  const before = ends();
  const response = await fetch(`${baseUrl}/admin/functions/job-${jobId}`, {
    method: "POST",
    headers: { "x-functions-key": masterKey, "content-type": "application/json" },
    body: "{}",
  });
  if (response.status !== 202) throw new Error(`The timer of ${jobId} answered ${response.status}.`);
  await until(`the end of ${jobId}`, async () => ends() > before);
}

/** What a piece of work costs. */
export async function costOf(environment: TestEnvironment, work: () => Promise<unknown>): Promise<Cost> {
  const { resetCounts, counts } = cosmosControls(environment);
  await resetCounts();
  await work();
  const { total, requestUnits, operations } = await counts();
  return {
    requests: total,
    requestUnits: Math.round(requestUnits * 100) / 100,
    operations: Object.fromEntries(Object.entries(operations).map(([name, { count }]) => [name, count])),
  };
}
