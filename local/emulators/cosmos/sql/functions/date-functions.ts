import { ofStrings, type SqlFunction } from "./function-kinds";

const ticksPerMs = 10_000;

/** Milliseconds of one unit of DateTimeAdd and DateTimeDiff; years and months vary, so they are not here. */
const unitMs: Readonly<Record<string, number>> = {
  ...named(86_400_000, "day", "dd", "d"),
  ...named(3_600_000, "hour", "hh"),
  ...named(60_000, "minute", "mi", "n"),
  ...named(1_000, "second", "ss", "s"),
  ...named(1, "millisecond", "ms"),
};

export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  GETCURRENTTIMESTAMP: () => Date.now(),
  GETCURRENTDATETIME: () => cosmosDate(Date.now()),
  GETCURRENTTICKS: () => Date.now() * ticksPerMs,
  DATETIMETOTIMESTAMP: ofStrings((text) => finite(Date.parse(text ?? ""))),
  TIMESTAMPTODATETIME: (timestamp) => (typeof timestamp === "number" ? cosmosDate(timestamp) : undefined),
  DATETIMEADD: (unit, amount, date) => {
    if (typeof unit !== "string" || typeof amount !== "number" || typeof date !== "string") return undefined;
    const length = unitMs[unit.toLowerCase()];
    const start = finite(Date.parse(date));
    return length === undefined || start === undefined ? undefined : cosmosDate(start + amount * length);
  },
  DATETIMEDIFF: ofStrings((unit, start, end) => {
    const length = unitMs[(unit ?? "").toLowerCase()];
    if (length === undefined) return undefined;
    return finite(Math.floor(Date.parse(end ?? "") / length) - Math.floor(Date.parse(start ?? "") / length));
  }),
};

/** As Cosmos DB writes dates: seven digits of a second. */
function cosmosDate(timestamp: number): string {
  return new Date(timestamp).toISOString().replace("Z", "0000Z");
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

function named(length: number, ...names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, length]));
}
