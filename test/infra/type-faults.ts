import type { DeployedResource } from "./bicep/deploy";
import { isArray, isObject, type ObjectValue, type Value } from "./bicep/value";
import { type ObjectType, type ResourceType, resourceType, type TypeNotation } from "./resource-types";

/** Where a deployed resource departs from the published type: names, what is required, literals, primitives. */
export function typeFaults(resource: DeployedResource): string[] {
  const { type, apiVersion, body, place } = resource;
  const published = resourceType(type);
  if (!published) return [`${place}: there is no snapshot of ${type}; npm run resource-types takes one`];
  if (published.apiVersion !== apiVersion)
    return [`${place}: ${type}@${apiVersion} is not the version of its snapshot, ${published.apiVersion}`];
  return valueFaults(body, published.body, type.split("/").at(-1) ?? "", published).map(
    (fault) => `${place}: ${fault}`,
  );
}

const primitives: Readonly<Record<string, (value: Value) => boolean>> = {
  any: () => true,
  string: (value) => typeof value === "string",
  int: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
};

function valueFaults(value: Value, notation: TypeNotation, where: string, published: ResourceType): string[] {
  // Azure takes null for not written.
  if (value === null) return [];
  const ways = notation.split(" | ").map((way) => wayFaults(value, way, where, published));
  if (ways.some((faults) => faults.length === 0)) return [];
  // Of several types the one that the value is nearest to says what is wrong.
  if (ways.length === 1 || isObject(value)) return ways[0] ?? [];
  return [`${where}: ${JSON.stringify(value)} is not ${notation}`];
}

function wayFaults(value: Value, way: string, where: string, published: ResourceType): string[] {
  if (way.endsWith("[]")) {
    if (!isArray(value)) return [`${where}: this is no array`];
    return value.flatMap((item, at) => valueFaults(item, way.slice(0, -2), `${where}[${at}]`, published));
  }
  const object = published.types[way];
  if (object) return isObject(value) ? objectFaults(value, object, where, published) : [`${where}: this is no object`];
  const fits = primitives[way] ?? ((given: Value) => String(given) === way);
  return fits(value) ? [] : [`${where}: ${JSON.stringify(value)} is not ${way}`];
}

function objectFaults(value: ObjectValue, type: ObjectType, where: string, published: ResourceType): string[] {
  const known = merged(value, type, where, published);
  if ("fault" in known) return [known.fault];
  const missing = known.required.filter((name) => (value[name] ?? null) === null);
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const notation = known.properties[name] ?? known.others;
    if (notation === undefined) return [`${where}.${name}: this property does not exist, or is read-only`];
    return valueFaults(item, notation, `${where}.${name}`, published);
  });
  return [...missing.map((name) => `${where}.${name}: this property is required`), ...inside];
}

/** The type together with the case that its discriminator chooses. */
function merged(value: ObjectValue, type: ObjectType, where: string, { types }: ResourceType) {
  const { properties, required = [], others, discriminator, cases = {} } = type;
  if (discriminator === undefined) return { properties, required, others };
  const chosen = types[cases[String(value[discriminator])] ?? ""];
  if (!chosen)
    return {
      fault: `${where}.${discriminator}: ${JSON.stringify(value[discriminator])} is not ${Object.keys(cases).join(" | ")}`,
    };
  return {
    properties: { ...properties, ...chosen.properties },
    required: [...required, ...(chosen.required ?? [])],
    others: chosen.others ?? others,
  };
}
