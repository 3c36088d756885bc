import type { InputFault } from "../../failure";
import { type ImportColumns, isImportField } from "./import-field";
import { type PresetName, presetColumns, presetNames, recognizePreset } from "./presets";

export interface ChosenColumns {
  readonly preset: PresetName | null;
  readonly columns: ImportColumns;
}

export interface ColumnOptions {
  /** Found by the header without it. */
  readonly preset: PresetName | undefined;
  /** Column names by field, as `map.{field}` gives them; they win over the preset's. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** The columns of a header; what cannot be found goes into `faults`. */
export function chooseColumns(
  header: readonly string[],
  { preset: named, mapping }: ColumnOptions,
  faults: InputFault[],
): ChosenColumns {
  const preset = named ?? recognizePreset(header) ?? null;
  const mapped: Record<string, string> = {};
  for (const [field, column] of Object.entries(mapping)) {
    const pointer = `query/map.${field}`;
    if (!isImportField(field)) faults.push({ pointer, message: "There is no such field." });
    else if (!header.includes(column)) faults.push({ pointer, message: "The file has no column of this name." });
    else mapped[field] = column;
  }
  const columns = { ...(preset && presetColumns(preset, header)), ...mapped };
  for (const column of new Set(Object.values(columns)))
    if (header.filter((name) => name === column).length > 1)
      faults.push({ pointer: "", message: `Several columns are called ${column}.` });
  if (Object.keys(columns).length === 0 && faults.length === 0)
    faults.push({
      pointer: "query/preset",
      message: `The header has no column of ${preset ?? presetNames.join(", ")}; name them with map.{field}={column}.`,
    });
  return { preset, columns };
}
