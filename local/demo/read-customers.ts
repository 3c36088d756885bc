import { type ColumnNames, type ColumnPositions, columnPositions } from "./column-mapping";
import { type CsvRow, csvRows } from "./csv-rows";
import { type CustomerRequest, customerOfRow } from "./customer-row";

export interface CustomerInFile {
  /** Where its first row begins. */
  readonly line: number;
  readonly request: CustomerRequest;
}

export interface BrokenRow {
  readonly line: number;
  readonly reason: string;
}

export interface CustomersFile {
  /** Without the header; broken and repeated ones too. */
  readonly rows: number;
  /** One for each distinct external reference, from the first row that has it. */
  readonly customers: readonly CustomerInFile[];
  readonly repeatedRows: number;
  readonly brokenRows: readonly BrokenRow[];
}

export interface ReadCustomersOptions {
  readonly file: string;
  readonly columns: ColumnNames;
  /** Reads no further once there are so many distinct customers. */
  readonly limit: number;
}

/**
 * Reads the customers of a CSV file. Broken rows are kept with their line. Rejects, saying why, when the file cannot
 * be read, lacks columns that it must have, or has no customer.
 */
export async function readCustomers({ file, columns: named, limit }: ReadCustomersOptions): Promise<CustomersFile> {
  const customers = new Map<string, CustomerInFile>();
  const brokenRows: BrokenRow[] = [];
  let columns: ColumnPositions | undefined;
  let rows = 0;
  for await (const row of csvRows(file)) {
    if (columns === undefined) {
      columns = columnsOf(row, file, named);
      continue;
    }
    rows += 1;
    const request = "record" in row ? customerOfRow(row.record, columns) : row.fault;
    if (typeof request === "string") brokenRows.push({ line: row.line, reason: request });
    else if (!customers.has(request.externalReference)) {
      customers.set(request.externalReference, { line: row.line, request });
      if (customers.size >= limit) break;
    }
  }
  if (customers.size === 0) throw new Error(noCustomers(file, rows, brokenRows));
  const repeatedRows = rows - customers.size - brokenRows.length;
  return { rows, customers: [...customers.values()], repeatedRows, brokenRows };
}

function columnsOf(header: CsvRow, file: string, named: ColumnNames): ColumnPositions {
  if ("record" in header) return columnPositions(header.record, named);
  throw new Error(`The header of ${file} cannot be read: ${header.fault}.`);
}

function noCustomers(file: string, rows: number, [first]: readonly BrokenRow[]): string {
  if (first === undefined) return `${file} has no customers.`;
  return `${file} has no customers: all its ${rows} rows are broken, from line ${first.line} on: ${first.reason}.`;
}
