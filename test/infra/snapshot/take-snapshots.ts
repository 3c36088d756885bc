/**
 * `npm run resource-types`: takes the published types of the resources of `infra/` from npm packages and writes
 * them to test/infra/resource-types. Runs on Linux x64; the tests need the written files alone.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileOfType, type ResourceType, resourceTypesFolder } from "../resource-types";
import { type ModelledType, modelledType } from "./modelled-types";
import { publishedType, typesPackage } from "./published-types";

const run = promisify(execFile);
const monitor = "@azure/arm-monitor@8.0.0";
const privateDns = "@azure/arm-privatedns@4.0.0";
const modelled: readonly ModelledType[] = [
  { type: "Microsoft.Insights/actionGroups", apiVersion: "2023-01-01", package: monitor, model: "ActionGroup" },
  {
    type: "Microsoft.Insights/metricAlerts",
    apiVersion: "2018-03-01",
    package: monitor,
    model: "MetricAlertProperties",
  },
  {
    type: "Microsoft.Insights/scheduledQueryRules",
    apiVersion: "2023-12-01",
    package: monitor,
    model: "ScheduledQueryRuleProperties",
  },
  {
    type: "Microsoft.Insights/diagnosticSettings",
    apiVersion: "2021-05-01-preview",
    package: monitor,
    model: "DiagnosticSettings",
    extension: true,
  },
  {
    type: "Microsoft.Network/privateDnsZones",
    apiVersion: "2024-06-01",
    package: privateDns,
    model: "PrivateZoneProperties",
  },
  {
    type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    apiVersion: "2024-06-01",
    package: privateDns,
    model: "VirtualNetworkLinkProperties",
  },
];

/** The types that the Bicep files name. */
async function namedTypes(): Promise<string[]> {
  const files = (await readdir("infra", { recursive: true })).filter((file) => file.endsWith(".bicep"));
  const texts = await Promise.all(files.map((file) => readFile(join("infra", file), "utf8")));
  const named = texts.flatMap((text) => [...text.matchAll(/^resource \w+ '([^@']+)@/gm)].map(([, type]) => type ?? ""));
  return [...new Set(named)].sort();
}

async function unpack(scratch: string, name: string): Promise<string> {
  const folder = join(scratch, name.replaceAll("/", "-"));
  await mkdir(folder);
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", scratch, name]);
  await run("tar", ["xzf", join(scratch, stdout.trim()), "-C", folder, "--strip-components=1"]);
  return folder;
}

async function takeSnapshots(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "resource-types-"));
  const folders = new Map<string, Promise<string>>();
  const unpacked = (name: string) => {
    const known = folders.get(name) ?? unpack(scratch, name);
    folders.set(name, known);
    return known;
  };
  await mkdir(resourceTypesFolder, { recursive: true });
  for (const type of await namedTypes()) {
    const model = modelled.find((each) => each.type === type);
    const taken: ResourceType = model
      ? modelledType(await unpacked(model.package), model)
      : await publishedType(await unpacked(typesPackage), type);
    await writeFile(join(resourceTypesFolder, fileOfType(type)), `${JSON.stringify(taken, null, 1)}\n`);
    console.log(`${type}@${taken.apiVersion}`);
  }
  await rm(scratch, { recursive: true, force: true });
}

takeSnapshots().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
