import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkedFolders, cruise, type Reading } from "./cruise";

describe("the imports of this repository", () => {
  let reading: Reading;
  beforeAll(async () => {
    reading = await cruise(process.cwd());
  });

  it("keep to the rules", () => {
    expect(reading.violations).toEqual([]);
  });

  // With a TypeScript that is too new, dependency-cruiser reads nothing and finds no fault.
  it("were all read", async () => {
    const written = await Promise.all(checkedFolders.map(typescriptFiles));
    expect(reading.files).toEqual(expect.arrayContaining(written.flat()));
    expect(reading.dependencies).toBeGreaterThan(written.flat().length);
  });
});

async function typescriptFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file).replaceAll("\\", "/"));
}
