import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type WrittenPackage, writePackage, writePackageFolder } from "../../local/packaging/write-package";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

describe("the package that Azure runs", () => {
  let folder: string;
  let written: WrittenPackage;
  let zip: Buffer;
  let names: string[];
  let environment: TestEnvironment;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "regulars-package-"));
    written = await writePackage(process.cwd(), join(folder, "regulars.zip"));
    zip = await readFile(written.path);
    const files = unzipSync(zip);
    names = Object.keys(files);
    // Away from the project: what the package lacks cannot be found in a folder above.
    const appFolder = join(folder, "app");
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(appFolder, name)), { recursive: true });
      await writeFile(join(appFolder, name), content);
    }
    environment = await startTestEnvironment({ appFolder });
  }, 120_000);
  afterAll(async () => {
    await environment?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("holds built code, production dependencies, host.json, and nothing else", () => {
    const tops = new Set(
      names.map((name) =>
        name
          .split("/")
          .slice(0, name.startsWith("dist/") ? 2 : 1)
          .join("/"),
      ),
    );
    expect([...tops].sort()).toEqual([
      "dist/functions",
      "dist/package.json",
      "dist/shared",
      "host.json",
      "node_modules",
      "package.json",
    ]);
    const development = ["vitest", "azurite", "typescript", "libsql", "dependency-cruiser", "fflate"];
    for (const name of development)
      expect(names.filter((path) => path.startsWith(`node_modules/${name}/`))).toEqual([]);
    expect(names.filter((path) => /\.(map|d\.[cm]?ts)$|local\.settings/.test(path))).toEqual([]);
    expect(names).toContain("node_modules/zod/LICENSE");
  });

  it("is the same to the byte when it is made again", async () => {
    const again = await writePackage(process.cwd(), join(folder, "again.zip"));
    expect((await readFile(again.path)).equals(zip)).toBe(true);
  });

  it("is the same as the folder that azd uploads", async () => {
    const azdFolder = join(folder, "azd");
    await mkdir(azdFolder);
    await writeFile(join(azdFolder, "left-behind.js"), "");
    await writePackageFolder(process.cwd(), azdFolder);
    const written = await readdir(azdFolder, { recursive: true, withFileTypes: true });
    const paths = written
      .filter((entry) => entry.isFile())
      .map((entry) => relative(azdFolder, join(entry.parentPath, entry.name)));
    expect(paths.sort()).toEqual([...names].sort());
  });

  it("S1-S3: serves the main job: created at a till, numbered at headquarters, found in another store", async () => {
    const caller = async (worker: string) => api(environment, await environment.token.worker(worker));
    const [sanFrancisco, houston] = [await caller("000170"), await caller("000160")];
    const created = await sanFrancisco.post("/channels/san-francisco/customers", {
      firstName: "Pia",
      lastName: "Zipp",
    });
    expect(created.status).toBe(202);
    const { customerId } = created.body;
    const accountNumber = await numberOf(sanFrancisco, `/channels/san-francisco/customers/${customerId}`);
    const found = await houston.get("/channels/houston/customers?q=zipp&scope=allStores");
    expect(found.body.items).toMatchObject([{ customerId, accountNumber }]);
  });

  it("starts again, and says how long that takes", async () => {
    await environment.functions.stop();
    const begin = performance.now();
    await environment.functions.start();
    const started = performance.now() - begin;
    expect((await fetch(`${environment.baseUrl}/api/health`)).status).toBe(200);
    const answered = performance.now() - begin;
    const size = `${(written.bytes / 1e6).toFixed(1)} MB in ${written.files} files`;
    const times = `loaded after ${Math.round(started)} ms, first answer after ${Math.round(answered)} ms`;
    console.log(`package: ${size}; ${times} (Node ${process.versions.node})`);
  });
});

const numberOf = (caller: Api, path: string): Promise<string> =>
  until("the account number", async () => (await caller.get(path)).body.accountNumber ?? undefined);
