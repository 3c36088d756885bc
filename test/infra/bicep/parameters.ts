import { BicepFault } from "./bicep-fault";
import type { BuiltIns } from "./built-in-functions";
import type { Declaration } from "./declarations";
import { evaluate } from "./evaluate";
import type { Scope } from "./scope";
import { isArray, isObject, type Value } from "./value";

const fits: Readonly<Record<string, (value: Value) => boolean>> = {
  string: (value) => typeof value === "string",
  int: (value) => Number.isInteger(value),
  bool: (value) => typeof value === "boolean",
  array: isArray,
  object: isObject,
};

/** Throws a BicepFault for a value that the type or the decorators of a parameter do not allow. */
export function checkParameter(declaration: Declaration, value: Value, scope: Scope, builtIns: BuiltIns): void {
  const { name, type, node, decorators } = declaration;
  const refuse = (why: string) => new BicepFault(`the parameter ${name} ${why}`, scope.file, node);
  const limit = (decorator: string) => {
    const written = decorators.get(decorator)?.[0];
    return written && evaluate(written, scope, builtIns);
  };
  if (!fits[type]?.(value)) throw refuse(`is no ${type}`);
  const allowed = limit("allowed");
  if (allowed !== undefined && isArray(allowed) && !allowed.includes(value))
    throw refuse(`must be one of ${allowed.join(", ")}`);
  const size = typeof value === "number" ? value : typeof value === "string" || isArray(value) ? value.length : 0;
  const [least, most] = typeof value === "number" ? ["minValue", "maxValue"] : ["minLength", "maxLength"];
  if (size < Number(limit(least ?? "") ?? size)) throw refuse(`is below its ${least}`);
  if (size > Number(limit(most ?? "") ?? size)) throw refuse(`is above its ${most}`);
}
