import type { z } from "zod";
import type { InputFault } from "./failure";

/** What an issue of a schema says to callers; `prefix` stands before its pointer. */
export function inputFaults(issue: z.core.$ZodIssue, prefix = ""): InputFault[] {
  const at = (path: readonly PropertyKey[]) => path.map((part) => `/${escapePointer(String(part))}`).join("");
  const pointer = (path: readonly PropertyKey[]) => (prefix === "" ? at(path) : `${prefix}${at(path)}`);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      message: "This property is not known.",
    }));
  }
  return [{ pointer: pointer(issue.path), message: issue.message }];
}

/** A member's name as a part of an RFC 6901 pointer. */
export const escapePointer = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
