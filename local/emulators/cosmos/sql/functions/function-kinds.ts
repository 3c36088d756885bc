/** Arguments of the wrong type make the answer undefined, never an error: that is Cosmos SQL. */
export type SqlFunction = (...parameters: unknown[]) => unknown;

/** Defined only when every argument is a string. */
export function ofStrings(apply: (...parameters: string[]) => unknown): SqlFunction {
  return (...parameters) =>
    parameters.every((parameter) => typeof parameter === "string") ? apply(...(parameters as string[])) : undefined;
}

/** Defined only when every argument is a number, and the answer is one. */
export function ofNumbers(apply: (...parameters: number[]) => number): SqlFunction {
  return (...parameters) => {
    if (!parameters.every((parameter) => typeof parameter === "number")) return undefined;
    const result = apply(...(parameters as number[]));
    return Number.isFinite(result) ? result : undefined;
  };
}

/** Compares two strings; a third argument of true ignores case. */
export function ofText(test: (text: string, part: string) => boolean): SqlFunction {
  return (text, part, ignoreCase) => {
    if (typeof text !== "string" || typeof part !== "string") return undefined;
    if (ignoreCase === undefined || ignoreCase === false) return test(text, part);
    return ignoreCase === true ? test(text.toLowerCase(), part.toLowerCase()) : undefined;
  };
}
