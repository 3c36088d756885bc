import { isObject, typeRank } from "../compare";
import type { SqlFunction } from "./function-kinds";

export const typeFunctions: Readonly<Record<string, SqlFunction>> = {
  IS_DEFINED: (value) => value !== undefined,
  IS_NULL: (value) => value === null,
  IS_BOOL: (value) => typeof value === "boolean",
  IS_NUMBER: (value) => typeof value === "number",
  IS_INTEGER: (value) => Number.isInteger(value),
  IS_FINITE_NUMBER: (value) => Number.isFinite(value),
  IS_STRING: (value) => typeof value === "string",
  IS_ARRAY: (value) => Array.isArray(value),
  IS_OBJECT: isObject,
  IS_PRIMITIVE: (value) => typeRank(value) > 0 && typeRank(value) < 5,
  IIF: (test, yes, no) => (test === true ? yes : no),
};
