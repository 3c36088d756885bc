import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

/** A row and the line where it begins: it may have several, as behind a quotation mark that is not closed. */
export type CsvRow =
  | { readonly line: number; readonly record: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** The rows of a CSV file (UTF-8, commas), the header first, which says how long the others have to be. */
export async function* csvRows(file: string): AsyncGenerator<CsvRow> {
  const unreadable: { line: number; fault: string }[] = [];
  const beginnings: number[] = [];
  let lastLine = 0;
  const beginning = (endLine: number) => {
    const line = lastLine + 1;
    lastLine = Math.max(line, endLine);
    return line;
  };
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // Both hooks are called while the text is parsed, so in the order of the lines; the records themselves come later.
    on_record: (record, { lines }) => {
      beginnings.push(beginning(lines));
      return record;
    },
    on_skip: (error) => {
      const line = beginning(Number(error?.["lines"] ?? 0));
      unreadable.push({ line, fault: `${error?.message}${lastLine > line ? ` (lines ${line} to ${lastLine})` : ""}` });
      return undefined;
    },
  });
  const source = createReadStream(file).once("error", (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      const line = beginnings.shift() ?? 0;
      for (; unreadable[0] && unreadable[0].line < line; unreadable.shift()) yield unreadable[0];
      yield { line, record };
    }
    yield* unreadable;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read: ${message}`);
  } finally {
    source.destroy();
  }
}
