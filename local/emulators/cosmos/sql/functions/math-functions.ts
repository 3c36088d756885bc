import { ofNumbers, type SqlFunction } from "./function-kinds";

export const mathFunctions: Readonly<Record<string, SqlFunction>> = {
  ABS: ofNumbers(Math.abs),
  FLOOR: ofNumbers(Math.floor),
  CEILING: ofNumbers(Math.ceil),
  ROUND: ofNumbers((number = Number.NaN) => Math.sign(number) * Math.round(Math.abs(number))),
  SQRT: ofNumbers(Math.sqrt),
  SQUARE: ofNumbers((number = Number.NaN) => number * number),
  POWER: ofNumbers(Math.pow),
  EXP: ofNumbers(Math.exp),
  LOG: ofNumbers((number = Number.NaN, base) =>
    base === undefined ? Math.log(number) : Math.log(number) / Math.log(base),
  ),
  LOG10: ofNumbers(Math.log10),
  SIGN: ofNumbers(Math.sign),
  TRUNC: ofNumbers(Math.trunc),
};
