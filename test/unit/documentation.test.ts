import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { problems } from "../../shared/http/problems";
import { settingNames, settingsSchema } from "../../shared/platform/settings";

describe("docs/problems.md", () => {
  it("has a section for every kind of problem, with its status, and for no other", async () => {
    const page = await readFile("docs/problems.md", "utf8");
    const sections = [...page.matchAll(/^## (.+)\n\n(\d{3})/gm)].map(([, kind, status]) => `${kind} ${status}`);
    const kinds = Object.entries(problems).map(([kind, { status }]) => `${kind} ${status}`);
    expect(new Set(sections)).toEqual(new Set([...kinds, "unexpected 500"]));
  });
});

describe("docs/settings.md", () => {
  const rows = readFile("docs/settings.md", "utf8").then(
    (page) => new Map([...page.matchAll(/^\| `(\w+)` .*\| +([^|]+?) +\|$/gm)].map(([, name, value]) => [name, value])),
  );

  it("has a row for every setting, and for no other", async () => {
    expect(new Set((await rows).keys())).toEqual(new Set(settingNames));
  });

  it("gives the defaults that the code has, where they are numbers", async () => {
    const defaults = Object.entries(settingsSchema.shape)
      .map(([name, schema]) => [name, schema.safeParse(undefined).data] as const)
      .filter(([, value]) => typeof value === "number");
    expect(defaults.length).toBeGreaterThan(5);
    for (const [name, value] of defaults) expect(`${name} ${(await rows).get(name)}`).toBe(`${name} ${value}`);
  });
});

describe("the pages", () => {
  const folders = ["functions", "shared", "infra", "local", "test", "docs"];
  const pathInCode = new RegExp(`\`((?:${folders.join("|")})/[\\w./-]*)\``, "g");
  const link = /\]\((?!https?:)([^)#]+)[^)]*\)/g;

  it("name only files that are there", async () => {
    const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...(await markdownUnder("docs"))];
    const missing = await Promise.all(
      pages.map(async (page) => {
        const text = await readFile(page, "utf8");
        const named = [...text.matchAll(pathInCode)].map(([, path = ""]) => path);
        const linked = [...text.matchAll(link)].map(([, path = ""]) => join(dirname(page), path));
        return [...named, ...linked].filter((path) => !existsSync(path)).map((path) => `${page}: ${path}`);
      }),
    );
    expect(missing.flat()).toEqual([]);
  });
});

async function markdownUnder(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".md")).map((file) => join(folder, file));
}
