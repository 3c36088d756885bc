import { arrayFunctions } from "./array-functions";
import { dateFunctions } from "./date-functions";
import type { SqlFunction } from "./function-kinds";
import { mathFunctions } from "./math-functions";
import { stringFunctions } from "./string-functions";
import { typeFunctions } from "./type-functions";

export type { SqlFunction } from "./function-kinds";

/** Every scalar function the gateway knows, by its name in upper case. */
export const sqlFunctions: ReadonlyMap<string, SqlFunction> = new Map(
  Object.entries({ ...stringFunctions, ...mathFunctions, ...typeFunctions, ...arrayFunctions, ...dateFunctions }),
);
