import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ItemChange } from "./item-change";

/** One change of headquarters' configuration: who, when, and which fields; never their values. */
export const configurationChange = z.object({
  version: z.number(),
  at: z.string(),
  /** Such as `administrator:{oid}`. */
  actor: z.string(),
  collection: z.string(),
  id: z.string(),
  action: z.enum(["created", "replaced", "deleted"]),
  /** RFC 6901 pointers into the item. */
  fields: z.array(z.string()),
});
export type ConfigurationChange = z.infer<typeof configurationChange>;

/** The audit entry of a change. */
export function changeEntry(
  { collection, id, before, after }: ItemChange,
  version: number,
  by: Pick<ConfigurationChange, "actor" | "at">,
): ConfigurationChange {
  const action = before === undefined ? "created" : after === undefined ? "deleted" : "replaced";
  return { version, ...by, collection, id, action, fields: changedFields(before?.item ?? {}, after ?? {}) };
}

/** Where two items differ; lists differ as a whole. */
function changedFields(before: unknown, after: unknown, pointer = ""): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [pointer];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => changedFields(before[name], after[name], `${pointer}/${escapePointer(name)}`));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const escapePointer = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
