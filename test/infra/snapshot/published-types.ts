import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { ObjectType, ResourceType } from "../resource-types";
import { reachable } from "./reachable";

/** Holds the types that the Bicep compiler knows, and prints them. */
export const typesPackage = "@azure/mcp-linux-x64@2.0.5";

const property = z.object({ name: z.string(), type: z.string(), flags: z.string().default("") });
const object = z.object({
  $type: z.literal("Object"),
  name: z.string(),
  properties: z.array(property),
  additionalPropertiesType: z.string().nullish(),
});
const choice = z.object({
  $type: z.literal("DiscriminatedObject"),
  name: z.string(),
  baseProperties: z.array(property),
  discriminator: z.string(),
  elements: z.array(object),
});
const body = z.discriminatedUnion("$type", [object, choice]);
const resource = z.object({ $type: z.literal("Resource"), name: z.string(), bodyType: body });
const other = z.object({ $type: z.literal("ResourceInstanceFunction") });
const answer = z.object({
  results: z.object({
    BicepSchemaResult: z.array(z.discriminatedUnion("$type", [object, choice, resource, other])),
  }),
});

type Published = z.infer<typeof body>;

/** The newest published type of a resource, as the package that is unpacked in `folder` knows it. */
export async function publishedType(folder: string, type: string): Promise<ResourceType> {
  const { stdout } = await promisify(execFile)(
    join(folder, "dist", "azmcp"),
    ["bicepschema", "get", "--resource-type", type],
    {
      maxBuffer: 64_000_000,
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1", AZURE_MCP_COLLECT_TELEMETRY: "false" },
    },
  );
  const printed = answer.parse(JSON.parse(stdout)).results.BicepSchemaResult;
  const types: Record<string, ObjectType> = {};
  for (const item of printed) {
    if (item.$type === "Object" || item.$type === "DiscriminatedObject") Object.assign(types, objectTypes(item));
  }
  const found = printed.find(
    (item) => item.$type === "Resource" && item.name.toLowerCase().startsWith(`${type.toLowerCase()}@`),
  );
  if (found?.$type !== "Resource") throw new Error(`There is no published type of ${type}.`);
  Object.assign(types, objectTypes(found.bodyType));
  const apiVersion = found.name.split("@")[1] ?? "";
  const name = found.bodyType.name;
  return { type, apiVersion, source: typesPackage, body: name, types: reachable(name, types) };
}

function objectTypes(published: Published): Record<string, ObjectType> {
  if (published.$type === "Object") return { [published.name]: objectType(published.properties, published) };
  const { name, baseProperties, discriminator, elements } = published;
  // Bodies of several kinds all have the resource's name: each case gets a name of its own.
  const cases = elements.flatMap((element) => {
    const literal = element.properties.find((each) => each.name === discriminator)?.type;
    return literal === undefined ? [] : [{ literal, name: `${name} ${literal}`, type: objectType(element.properties) }];
  });
  return {
    [name]: {
      ...objectType(baseProperties),
      discriminator,
      cases: Object.fromEntries(cases.map((each) => [each.literal, each.name])),
    },
    ...Object.fromEntries(cases.map((each) => [each.name, each.type])),
  };
}

function objectType(
  properties: readonly z.infer<typeof property>[],
  { additionalPropertiesType }: { additionalPropertiesType?: string | null | undefined } = {},
): ObjectType {
  const writable = properties.filter(({ flags }) => !flags.includes("ReadOnly"));
  const required = writable.filter(({ flags }) => flags.includes("Required")).map(({ name }) => name);
  return {
    properties: Object.fromEntries(writable.map(({ name, type }) => [name, type])),
    ...(required.length > 0 ? { required } : {}),
    ...(additionalPropertiesType ? { others: additionalPropertiesType } : {}),
  };
}
