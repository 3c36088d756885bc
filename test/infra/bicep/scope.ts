import type { Value } from "./value";

/** The names that an expression sees. */
export interface Scope {
  readonly file: string;
  /** The value of a name, or undefined when nothing has that name. */
  find(name: string): Value | undefined;
}

/** The names of a file; what they stand for is evaluated once, when it is first asked for. */
export function fileScope(file: string, names: ReadonlyMap<string, () => Value>): Scope {
  const known = new Map<string, Value>();
  return {
    file,
    find(name) {
      const evaluate = names.get(name);
      if (!known.has(name) && evaluate) known.set(name, evaluate());
      return known.get(name);
    },
  };
}

/** A scope with some more names, as loops and lambdas have them. */
export const innerScope = (outer: Scope, values: Readonly<Record<string, Value>>): Scope => ({
  file: outer.file,
  find: (name) => (Object.hasOwn(values, name) ? values[name] : outer.find(name)),
});
