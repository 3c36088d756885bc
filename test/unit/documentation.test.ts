import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { problems } from "../../shared/http/problems";
import { settingNames } from "../../shared/platform/settings";

it("docs/problems.md has a section for every kind of problem, with its status, and for no other", async () => {
  const page = await readFile("docs/problems.md", "utf8");
  const sections = [...page.matchAll(/^## (.+)\n\n(\d{3})/gm)].map(([, kind, status]) => `${kind} ${status}`);
  const kinds = Object.entries(problems).map(([kind, { status }]) => `${kind} ${status}`);
  expect(new Set(sections)).toEqual(new Set([...kinds, "unexpected 500"]));
});

it("docs/settings.md has a row for every setting, and for no other", async () => {
  const page = await readFile("docs/settings.md", "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(new Set(rows)).toEqual(new Set(settingNames));
  expect(rows).toHaveLength(settingNames.length);
});
