import { Failure, type InputFault } from "../failure";
import { type ColumnOptions, chooseColumns } from "./columns/choose-columns";
import type { ImportFormat, ImportPlan } from "./import-plan";
import { type CsvRecord, csvRecords, delimiterOf } from "./reading/csv-records";
import { ndjsonContent } from "./reading/rows";
import { type TextLine, textLines } from "./reading/text-lines";

export interface PlanOptions extends ColumnOptions {
  readonly channelId: string;
  readonly format: ImportFormat;
}

/**
 * How a file is to be read, by its first kilobytes. Rejects with `invalid-request`, naming every fault: an empty file,
 * columns that are not there, a header that no preset knows.
 */
export async function planImport(head: Uint8Array, options: PlanOptions): Promise<ImportPlan> {
  const lines: TextLine[] = [];
  for await (const line of textLines([head])) lines.push(line);
  const first = lines.find(({ text, fault }) => fault !== undefined || text.trim() !== "");
  if (first === undefined) throw refusal([{ pointer: "", message: "The file is empty." }]);
  if (options.format === "ndjson") return planNdjson(first, options);
  const delimiter = delimiterOf(first.text);
  const header = await headerOf(lines, delimiter);
  if (header.fault !== undefined) throw refusal([{ pointer: "", message: header.fault }]);
  const faults: InputFault[] = [];
  const names = header.cells.map((name) => name.trim());
  const chosen = chooseColumns(names, options, faults);
  if (faults.length > 0) throw refusal(faults);
  const { channelId, format } = options;
  return { channelId, format, delimiter, header: names, ...chosen, rowsAt: header.end };
}

async function headerOf(lines: readonly TextLine[], delimiter: string): Promise<CsvRecord> {
  for await (const record of csvRecords(lines, delimiter, undefined)) return record;
  return { fault: "The file is empty.", end: 0 };
}

/** Rows are as the API takes them, unless columns are named or the first row is one of another product. */
function planNdjson(first: TextLine, options: PlanOptions): ImportPlan {
  const content = ndjsonContent(first.text, first.end);
  const header = "content" in content ? Object.keys(content.content) : [];
  const faults: InputFault[] = [];
  const chosen = chooseColumns(header, options, faults);
  const asApi = Object.keys(options.mapping).length === 0 && (chosen.preset === "regulars" || chosen.preset === null);
  if (!asApi && faults.length > 0) throw refusal(faults);
  const { channelId, format } = options;
  const plan = { channelId, format, delimiter: null, header, rowsAt: 0 };
  return asApi ? { ...plan, preset: "regulars", columns: null } : { ...plan, ...chosen };
}

const refusal = (errors: readonly InputFault[]) =>
  new Failure("invalid-request", "The file cannot be imported.", { errors });
