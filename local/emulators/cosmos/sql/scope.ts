import { SqlError } from "./sql-error";

/** The variables of one document under evaluation: aliases, aggregates and parameters, each in its slot. */
export type Row = unknown[];

export type Evaluate = (row: Row) => unknown;

/** The names that a part of a query can see, and the slots that their values are in. */
export interface Scope {
  slotOf(name: string): number;
  parameterSlotOf(name: string): number;
  newSlot(): number;
  /** A scope within: sees these names, and may define more. */
  inner(): Scope;
  define(name: string): number;
  has(name: string): boolean;
}

export interface OuterScope extends Scope {
  /** The slots of the parameters that the query names. */
  readonly parameters: ReadonlyMap<string, number>;
}

/** Slot 0 is the document itself. */
export const documentSlot = 0;

export function outerScope(): OuterScope {
  const parameters = new Map<string, number>();
  let slots = 1;
  const newSlot = () => slots++;
  const parameterSlotOf = (name: string): number => {
    const known = parameters.get(name);
    if (known !== undefined) return known;
    const slot = newSlot();
    parameters.set(name, slot);
    return slot;
  };
  const scopeWithin = (outer: Scope | undefined): Scope => {
    const names = new Map<string, number>();
    const scope: Scope = {
      newSlot,
      parameterSlotOf,
      inner: () => scopeWithin(scope),
      has: (name) => names.has(name) || (outer?.has(name) ?? false),
      define(name) {
        const slot = outer === undefined && names.size === 0 ? documentSlot : newSlot();
        names.set(name, slot);
        return slot;
      },
      slotOf(name) {
        const slot = names.get(name);
        if (slot !== undefined) return slot;
        if (outer) return outer.slotOf(name);
        throw new SqlError("SC2001", `Identifier '${name}' could not be resolved.`);
      },
    };
    return scope;
  };
  return { ...scopeWithin(undefined), parameters };
}
