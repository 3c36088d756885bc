import { z } from "zod";
import { presetNames } from "./columns/presets";

export const importFormat = z.enum(["csv", "ndjson"]);
export type ImportFormat = z.infer<typeof importFormat>;

/** How a file is read; made from its first row when it is uploaded, so that its faults are named at once. */
export const importPlan = z.object({
  channelId: z.string(),
  format: importFormat,
  preset: z.enum(presetNames).nullable(),
  /** Of a CSV file. */
  delimiter: z.string().nullable(),
  header: z.array(z.string()),
  /** Which column holds which field; null when each row is an object as the API takes it. */
  columns: z.record(z.string(), z.string()).nullable(),
  /** Where the rows begin, in bytes. */
  rowsAt: z.number(),
});
export type ImportPlan = z.infer<typeof importPlan>;
