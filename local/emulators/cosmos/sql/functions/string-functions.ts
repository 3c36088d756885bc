import { ofStrings, ofText, type SqlFunction } from "./function-kinds";

export const stringFunctions: Readonly<Record<string, SqlFunction>> = {
  STARTSWITH: ofText((text, part) => text.startsWith(part)),
  ENDSWITH: ofText((text, part) => text.endsWith(part)),
  CONTAINS: ofText((text, part) => text.includes(part)),
  STRINGEQUALS: ofText((text, part) => text === part),
  UPPER: ofStrings((text) => text?.toUpperCase()),
  LOWER: ofStrings((text) => text?.toLowerCase()),
  LENGTH: ofStrings((text) => text?.length),
  TRIM: ofStrings((text) => text?.trim()),
  LTRIM: ofStrings((text) => text?.trimStart()),
  RTRIM: ofStrings((text) => text?.trimEnd()),
  REVERSE: ofStrings((text) => [...(text ?? "")].reverse().join("")),
  CONCAT: ofStrings((...texts) => texts.join("")),
  REPLACE: ofStrings((text, find, replacement) => text?.replaceAll(find ?? "", () => replacement ?? "")),
  STRINGSPLIT: ofStrings((text, separator) => text?.split(separator ?? "")),
  STRINGTONUMBER: ofStrings((text) => {
    const number = text?.trim() ? Number(text) : Number.NaN;
    return Number.isFinite(number) ? number : undefined;
  }),
  SUBSTRING: (text, start, length) => {
    if (typeof text !== "string" || typeof start !== "number" || typeof length !== "number") return undefined;
    const from = Math.max(0, start);
    return text.slice(from, from + Math.max(0, length));
  },
  LEFT: (text, length) =>
    typeof text === "string" && typeof length === "number" ? text.slice(0, Math.max(0, length)) : undefined,
  RIGHT: (text, length) =>
    typeof text === "string" && typeof length === "number"
      ? text.slice(Math.max(0, text.length - Math.max(0, length)))
      : undefined,
  INDEX_OF: (text, part, start) =>
    typeof text === "string" && typeof part === "string" ? text.indexOf(part, start as number | undefined) : undefined,
  REPLICATE: (text, times) =>
    typeof text === "string" && typeof times === "number" && times >= 0 ? text.repeat(times) : undefined,
  REGEXMATCH: (text, expression, modifiers) => {
    if (typeof text !== "string" || typeof expression !== "string") return undefined;
    const flags = typeof modifiers === "string" ? modifiers.replace(/[^ims]/g, "") : "";
    return new RegExp(expression, flags).test(text);
  },
  TOSTRING: (value) => (typeof value === "string" || value === undefined ? value : JSON.stringify(value)),
  STRINGJOIN: (texts, separator) =>
    Array.isArray(texts) && typeof separator === "string" && texts.every((text) => typeof text === "string")
      ? texts.join(separator)
      : undefined,
};
