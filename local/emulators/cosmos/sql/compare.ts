/** The rank of a value's type in Cosmos DB's order: undefined, null, boolean, number, string, array, object. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case "undefined":
      return 0;
    case "boolean":
      return 2;
    case "number":
      return 3;
    case "string":
      return 4;
    default:
      return value === null ? 1 : Array.isArray(value) ? 5 : 6;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The order of ORDER BY: by type first, then by value; arrays and objects count as equal among themselves. */
export function compareValues(left: unknown, right: unknown): number {
  const rank = typeRank(left);
  const difference = rank - typeRank(right);
  if (difference !== 0) return difference;
  if (rank < 2 || rank > 4) return 0;
  return (left as string) < (right as string) ? -1 : (left as string) > (right as string) ? 1 : 0;
}

/** Deep equality; the order of properties does not matter. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equalValues(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && equalValues(left[name], right[name]));
}

/** Whether `value` has at least what `wanted` has: what ARRAY_CONTAINS calls a partial match. */
export function containsPartially(value: unknown, wanted: unknown): boolean {
  if (!isObject(wanted) || !isObject(value)) return equalValues(value, wanted);
  return Object.keys(wanted).every((name) => containsPartially(value[name], wanted[name]));
}
