type Check = (value: string) => boolean;

const guid = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** ASP.NET's route constraints that we know; with `min(1)` the argument is what stands in the brackets. */
const constraints: Readonly<Record<string, (argument: string) => Check>> = {
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  bool: () => (value) => /^(?:true|false)$/i.test(value),
  decimal: () => (value) => /^[+-]?\d+(?:\.\d+)?$/.test(value),
  guid: () => (value) => guid.test(unwrap(value)),
  int: () => (value) => isWhole(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: () => (value) => isWhole(value, -(2n ** 63n), 2n ** 63n - 1n),
  length: (argument) => {
    const [least, most = least] = numbers(argument);
    return (value) => value.length >= Number(least) && value.length <= Number(most);
  },
  minlength: (argument) => (value) => value.length >= Number(argument),
  maxlength: (argument) => (value) => value.length <= Number(argument),
  min: (argument) => (value) => isWhole(value, BigInt(argument)),
  max: (argument) => (value) => isWhole(value, -(2n ** 63n), BigInt(argument)),
  range: (argument) => {
    const [least, most] = numbers(argument);
    return (value) => isWhole(value, BigInt(least ?? 0), BigInt(most ?? 0));
  },
};

/** The check for `guid`, `min(1)`, …; `undefined` for a constraint that the host does not know. */
export function routeConstraint(text: string): Check | undefined {
  const match = /^([a-z]+)(?:\(([\d,\s-]+)\))?$/i.exec(text);
  if (!match) return undefined;
  const [, name = "", argument = ""] = match;
  return constraints[name.toLowerCase()]?.(argument.trim());
}

function isWhole(value: string, least: bigint, most = 2n ** 63n - 1n): boolean {
  if (!/^[+-]?\d{1,19}$/.test(value)) return false;
  const number = BigInt(value.replace("+", ""));
  return number >= least && number <= most;
}

function numbers(argument: string): string[] {
  return argument.split(",").map((part) => part.trim());
}

/** .NET reads a GUID in braces or parentheses too. */
function unwrap(value: string): string {
  return /^(?:\{.*\}|\(.*\))$/.test(value) ? value.slice(1, -1) : value;
}
