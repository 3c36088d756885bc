import { cp, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkedFolders, cruise, type Reading } from "./cruise";
import { planted } from "./planted";

const isPlanted = (file: string) => Object.values(planted).some((plant) => plant.file === file);

/** One reading of a copy of this repository, in which each rule is broken once. */
describe("the imports of this repository", () => {
  let copy: string;
  let reading: Reading;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "regulars-boundaries-"));
    const copied = [...checkedFolders, "infra", "package.json", "tsconfig.json", ".dependency-cruiser.cjs"];
    await Promise.all(copied.map((path) => cp(path, join(copy, path), { recursive: true })));
    await symlink(join(process.cwd(), "node_modules"), join(copy, "node_modules"), "dir");
    await Promise.all(Object.values(planted).map(({ file, text }) => writeFile(join(copy, file), `${text}\n`)));
    reading = await cruise(copy);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it("keep to the rules", () => {
    expect(reading.violations.filter(({ from }) => !isPlanted(from))).toEqual([]);
  });

  // With a TypeScript that is too new, dependency-cruiser reads nothing and finds no fault.
  it("were all read", async () => {
    const written = (await Promise.all(checkedFolders.map(typescriptFiles))).flat();
    expect(reading.files).toEqual(expect.arrayContaining(written));
    expect(reading.dependencies).toBeGreaterThan(written.length);
  });

  describe("would break the rule", () => {
    it.each(Object.entries(planted))("%s", (rule, { file }) => {
      const broken = reading.violations.filter(({ from }) => from === file).map((violation) => violation.rule);
      expect([...new Set(broken)]).toEqual([rule]);
    });

    it("and none is left out", () => {
      expect(Object.keys(planted)).toEqual(reading.rules);
    });
  });
});

async function typescriptFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file).replaceAll("\\", "/"));
}
