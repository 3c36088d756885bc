import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { metricNames } from "../../shared/platform/telemetry/measurements";

const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
const read = (path: string) => readFileSync(path, "utf8");

const code = [...filesUnder("shared", ".ts"), ...filesUnder("functions", ".ts")].map(read).join("\n");

/** What is logged: a name, or two to choose from, right behind `log.info(`. */
const loggedEvents = new Set(
  [
    ...code.matchAll(/\blog\.(?:info|warn|error)\(\s*(?:"([\w.-]+)"|`([\w.-]+)\$\{[^?]*\? "(\w+)" : "(\w+)"\}`)/g),
  ].flatMap(([, name, stem, one, other]) => (name ? [name] : [`${stem}${one}`, `${stem}${other}`])),
);

const workbook = JSON.parse(read("infra/workbook.json")) as { items: { content: { query?: string } }[] };
const queries = [
  ...workbook.items.flatMap(({ content }) => content.query ?? []),
  ...filesUnder("infra", ".bicep").flatMap((path) => read(path).match(/^.*\bApp(?:Traces|Metrics)\b.*$/gm) ?? []),
];

/** Of `event == "a"` and of `event in ("a", "b")`. */
const namesIn = (query: string, column: RegExp): string[] =>
  [...query.matchAll(new RegExp(`${column.source}\\)?\\s*(?:==|in)\\s*\\(?((?:"[^"]+"(?:,\\s*)?)+)`, "g"))].flatMap(
    ([, list = ""]) => [...list.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name),
  );

describe("the workbook and the alerts", () => {
  it("ask for events that the code logs, and for no others", () => {
    const asked = new Set(queries.flatMap((query) => namesIn(query, /\bevent/)));
    expect(asked.size).toBeGreaterThan(10);
    expect([...asked].filter((name) => !loggedEvents.has(name))).toEqual([]);
  });

  it("ask for metrics that the code gives out, and for no others", () => {
    const asked = new Set(queries.flatMap((query) => namesIn(query, /\bName/)));
    expect(asked.size).toBeGreaterThan(5);
    expect([...asked].filter((name) => !(name in metricNames))).toEqual([]);
  });

  it("docs/operations.md explains events that the code logs, and no others", () => {
    const section = read("docs/operations.md").split("## What to watch")[1]?.split("\n## ")[0] ?? "";
    const explained = [...section.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, name = ""]) => name);
    expect(explained.length).toBeGreaterThan(10);
    expect(explained.filter((name) => !loggedEvents.has(name))).toEqual([]);
  });

  it("a metric is made of an event that is logged", () => {
    const measured = read("shared/platform/telemetry/metered-log.ts").match(/^ {2}"[\w.-]+": /gm) ?? [];
    expect(measured.length).toBeGreaterThan(5);
    const events = measured.map((line) => line.trim().slice(1, -2));
    expect(events.filter((event) => !loggedEvents.has(event))).toEqual([]);
  });
});
