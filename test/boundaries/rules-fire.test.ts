import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkedFolders, cruise, type Reading } from "./cruise";

/** A file for each rule that breaks this rule and no other. */
const planted: Readonly<Record<string, { readonly file: string; readonly text: string }>> = {
  "no-cycles": { file: "shared/jobs/planted-cycle.ts", text: 'export * as again from "./planted-cycle";' },
  "shared-knows-no-functions": {
    file: "shared/http/planted-inwards.ts",
    text: 'export { createServices } from "../../functions/services";',
  },
  "functions-know-no-local": {
    file: "functions/jobs/planted-local.ts",
    text: 'export { localPorts } from "../../local/environment/ports";',
  },
  "areas-know-no-platform": {
    file: "shared/customers/planted-platform.ts",
    text: 'export type { Settings } from "../platform/settings";',
  },
  "areas-through-the-front-door": {
    file: "shared/jobs/planted-side-door.ts",
    text: 'export type { Operation } from "../customers/operation";',
  },
  "azure-only-in-platform": {
    file: "shared/http/planted-azure.ts",
    text: 'export type { Container } from "@azure/cosmos";',
  },
  "areas-know-no-trigger": {
    file: "shared/headquarters/planted-trigger.ts",
    text: 'export type { HttpRequest } from "@azure/functions";',
  },
  "wiring-in-one-place": {
    file: "functions/customers/planted-wiring.ts",
    text: 'export { cachedFor } from "../../shared/platform/cache";',
  },
  "emulators-stand-alone": {
    file: "local/emulators/entra/planted-domain.ts",
    text: 'export type { Customer } from "../../../shared/customers";',
  },
  "no-dev-dependency-at-run-time": {
    file: "functions/service/planted-dev-dependency.ts",
    text: 'export { CsvError } from "csv-parse";',
  },
};

describe("a boundary rule fires", () => {
  let copy: string;
  let reading: Reading;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "regulars-boundaries-"));
    const copied = [...checkedFolders, "infra", "package.json", "tsconfig.json", ".dependency-cruiser.cjs"];
    await Promise.all(copied.map((path) => cp(path, join(copy, path), { recursive: true })));
    await symlink(join(process.cwd(), "node_modules"), join(copy, "node_modules"), "dir");
    for (const { file, text } of Object.values(planted)) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), `${text}\n`);
    }
    reading = await cruise(copy);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it.each(Object.entries(planted))("%s", (rule, { file }) => {
    const broken = reading.violations.filter(({ from }) => from === file).map((violation) => violation.rule);
    expect([...new Set(broken)]).toEqual([rule]);
  });

  it("and none is left out", () => {
    expect(Object.keys(planted)).toEqual(reading.rules);
  });
});
