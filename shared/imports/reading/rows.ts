import type { ImportPlan } from "../import-plan";
import { csvRecords } from "./csv-records";
import { type Bytes, type TextLine, textLines } from "./text-lines";

/** A row of an import file: its cells by column, or an object as it stands in an NDJSON file. */
export type ImportRow = { readonly row: number; readonly end: number } & (
  | { readonly content: Readonly<Record<string, unknown>>; readonly fault?: undefined }
  | { readonly fault: string }
);

/** The rows of a file from byte `from` on; `row` is the number of the one before. Rows count from 1, without a header. */
export async function* importRows(
  plan: Pick<ImportPlan, "format" | "delimiter" | "header">,
  bytes: Bytes,
  { from, row }: { readonly from: number; readonly row: number },
): AsyncGenerator<ImportRow> {
  const lines = textLines(bytes, from);
  const contents = plan.format === "csv" ? csvContents(plan, lines) : ndjsonContents(lines);
  let number = row;
  for await (const content of contents) {
    number += 1;
    yield { row: number, ...content };
  }
}

type Content = { readonly end: number } & (
  | { readonly content: Readonly<Record<string, unknown>> }
  | { readonly fault: string }
);

async function* csvContents(
  { delimiter, header }: Pick<ImportPlan, "delimiter" | "header">,
  lines: AsyncIterable<TextLine>,
): AsyncGenerator<Content> {
  for await (const record of csvRecords(lines, delimiter ?? ",", header.length)) {
    if (record.fault !== undefined) yield record;
    else if (record.cells.length !== header.length)
      yield { fault: `The row has ${record.cells.length} columns, the header ${header.length}.`, end: record.end };
    else yield { content: Object.fromEntries(header.map((name, at) => [name, record.cells[at]])), end: record.end };
  }
}

async function* ndjsonContents(lines: AsyncIterable<TextLine>): AsyncGenerator<Content> {
  for await (const { text, fault, end } of lines) {
    if (fault !== undefined) yield { fault, end };
    else if (text.trim() !== "") yield ndjsonContent(text, end);
  }
}

export function ndjsonContent(text: string, end: number): Content {
  const noObject = { fault: "The row is no JSON object.", end };
  try {
    const content: unknown = JSON.parse(text);
    const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
    return isObject ? { content: content as Record<string, unknown>, end } : noObject;
  } catch {
    return noObject;
  }
}
