import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const entry = join(process.cwd(), "dist", "local", "demo", "demo.js");

describe("npm run demo", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "regulars-demo-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs the built demo; its data goes into the test's folder. */
  const demo = (...options: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const environment = { ...process.env, TMPDIR: folder };
      const child = execFile(process.execPath, [entry, ...options], { env: environment }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });

  it("numbers every customer of its own file, half of them asynchronously, and leaves nothing behind", async () => {
    const json = join(folder, "figures.json");
    const { code, output } = await demo("--free-ports", "--limit", "40", "--json", json);
    expect(output).toMatch(/Distinct account numbers +40\n/);
    expect(code).toBe(0);
    const figures = JSON.parse(await readFile(json, "utf8"));
    expect(figures).toMatchObject({
      rows: 40,
      brokenRows: 0,
      repeatedRows: 0,
      customers: 40,
      createdSync: 20,
      createdAsync: 20,
      asyncReasonProfile: 20,
      failures: 0,
      numbered: 40,
      distinctAccountNumbers: 40,
      clientBookClients: 12,
    });
    const { clientBookId, card } = figures.clientBook;
    expect(card).toMatchObject({ accountNumber: expect.stringMatching(/^00-\d{8}$/), worker: "000160" });
    expect(card.slots.map(({ value }: { value: string }) => value)).toEqual(["Northwind", "2019-06-14"]);
    expect(output).toContain(`Client book ${clientBookId} of worker 000160 with 12 clients`);
    expect(output).toContain(`${card.name}, ${card.accountNumber}`);
    expect(figures.asyncNumberedMedianMs).toBeGreaterThan(0);
    expect(figures.cosmosRequestsPerCustomer).toBeGreaterThan(1);
    expect(await readdir(folder)).toEqual(["figures.json"]);
  }, 120_000);

  it("ends with 1 when a customer is refused, names it, and keeps the log", async () => {
    const customers = join(folder, "customers.csv");
    await writeFile(customers, "id,name,mail\n1,Ana,ana@example.com\n2,Bo,no address\n3,,\n");
    const columns = ["externalReference=id", "lastName=name", "email=mail"].flatMap((map) => ["--map", map]);
    const { code, output } = await demo("--free-ports", "--customers", customers, ...columns);
    expect(output).toMatch(/line 4: it has no name/);
    expect(output).toMatch(/customer 2 \(line 3\): 400 .*\/email/);
    expect(code).toBe(1);
    const logFile = /The log of the functions: (\S+)/.exec(output)?.[1] ?? "";
    expect(await readFile(logFile, "utf8")).toMatch(/createCustomer/);
  }, 120_000);

  it("ends in order on Ctrl-C in the middle, and leaves nothing behind", async () => {
    const child = spawn(process.execPath, [entry, "--free-ports"], { env: { ...process.env, TMPDIR: folder } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const before = output;
        output += chunk;
        if (output.includes("Creating") && !before.includes("Creating")) child.kill("SIGINT");
      });
    }
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output).toMatch(/The demo was stopped before its end\./);
    expect(await readdir(folder)).toEqual([]);
  }, 120_000);

  it.each([
    [["--customers", "missing.csv"], /There is no file missing\.csv\./],
    [["--map", "surname=Surname"], /there is no field "surname"/],
    [["--limit", "none"], /--limit takes a number from 1 up/],
    [["--colour"], /Unknown option '--colour'/],
    [["--json", "missing/figures.json"], /missing\/figures\.json/],
  ])("refuses %j before it starts anything", async (options, message) => {
    const { code, output } = await demo(...options);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/starting an environment/);
    expect(code).toBe(1);
  });
});
