export { importFields, isImportField } from "./columns/import-field";
export { presetNames } from "./columns/presets";
export { importCustomers, importKind } from "./import-customers";
export type { ImportFiles } from "./import-files";
export { importRow } from "./import-row";
export { type GetImport, getImport, type ImportView, importView } from "./import-view";
export type { Bytes } from "./reading/text-lines";
export { type ImportRequest, type RequestImport, requestImport } from "./request-import";
export { type ListRowResults, type RowResult, type RowResultPage, rowOutcome, rowResult } from "./row-result";
