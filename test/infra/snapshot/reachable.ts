import type { ObjectType } from "../resource-types";

/** The types that `start` reaches, itself among them. */
export function reachable(start: string, types: Readonly<Record<string, ObjectType>>): Record<string, ObjectType> {
  const found: Record<string, ObjectType> = {};
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types[name];
    if (type === undefined || name in found) continue;
    found[name] = type;
    const notations = [...Object.values(type.properties), type.others ?? "", ...Object.values(type.cases ?? {})];
    waiting.push(...notations.flatMap((notation) => notation.split(" | ").map((each) => each.replaceAll("[]", ""))));
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}
