/** What an expression of Bicep comes to. */
export type Value = string | number | boolean | null | readonly Value[] | ObjectValue | Handle;

export interface ObjectValue {
  readonly [key: string]: Value;
}

/** A resource or module under its symbolic name: it knows members that no expression wrote. */
export class Handle {
  /** The value of a member, or undefined when there is none of that name. */
  readonly member: (name: string) => Value | undefined;

  constructor(member: Handle["member"]) {
    this.member = member;
  }
}

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isObject = (value: Value): value is ObjectValue =>
  typeof value === "object" && value !== null && !isArray(value) && !(value instanceof Handle);
