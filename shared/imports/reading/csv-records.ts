import { parse } from "csv-parse/sync";
import type { TextLine } from "./text-lines";

export type CsvRecord = { readonly end: number } & (
  | { readonly cells: readonly string[]; readonly fault?: undefined }
  | { readonly fault: string }
);

/** A quoted cell may go over so many lines; one that is longer was never closed. */
const mostLines = 100;

/**
 * The records of a CSV file (RFC 4180), by its lines; empty lines are none. A record with a stray or missing quotation
 * mark would swallow those after it: what does not have `width` cells, or does not end, is read again line by line, so
 * that only the broken line is lost.
 */
export async function* csvRecords(
  lines: AsyncIterable<TextLine> | Iterable<TextLine>,
  delimiter: string,
  width: number | undefined,
): AsyncGenerator<CsvRecord> {
  let open: TextLine[] = [];
  let isInQuotes = false;
  for await (const line of lines) {
    if (!isInQuotes && line.fault === undefined && line.text.trim() === "") continue;
    open.push(line);
    if (quotationMarks(line.text) % 2 === 1) isInQuotes = !isInQuotes;
    if (isInQuotes && open.length < mostLines) continue;
    yield* recordsOf(open, delimiter, width);
    open = [];
    isInQuotes = false;
  }
  yield* recordsOf(open, delimiter, width);
}

function recordsOf(lines: readonly TextLine[], delimiter: string, width: number | undefined): readonly CsvRecord[] {
  const last = lines.at(-1);
  if (last === undefined) return [];
  if (lines.length > 1 && lines.every(({ fault }) => fault === undefined)) {
    const whole = record({ text: lines.map(({ text }) => text).join("\n"), end: last.end }, delimiter);
    if (whole.fault === undefined && (width === undefined || whole.cells.length === width)) return [whole];
  }
  return lines
    .filter(({ text, fault }) => fault !== undefined || text.trim() !== "")
    .map((line) => record(line, delimiter));
}

function record({ text, fault, end }: TextLine, delimiter: string): CsvRecord {
  if (fault !== undefined) return { fault, end };
  // Most rows have no quotation marks, and then a parser has nothing to do.
  if (!text.includes('"')) return { cells: text.split(delimiter), end };
  try {
    const [cells = [], ...others] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
    if (others.length === 0) return { cells, end };
  } catch {
    // The mark that is not closed is the parser's only objection.
  }
  return { fault: "The row is no CSV: a quotation mark is not closed.", end };
}

function quotationMarks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

const delimiters = [",", ";", "\t"];

/** What separates the columns of a header: a comma, a semicolon (as spreadsheets of half Europe write), or a tab. */
export function delimiterOf(header: string): string {
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}
