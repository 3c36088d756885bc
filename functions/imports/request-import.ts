import { z } from "zod";
import { configurationId } from "../../shared/headquarters";
import { endpoint, json, uploadFunction } from "../../shared/http";
import { importFields, importView, isImportField, presetNames } from "../../shared/imports";
import type { Services } from "../services";

const column = z.string().min(1).max(200);
const fieldOf = (name: string) => (name.startsWith("map.") ? name.slice("map.".length) : "");

const query = z
  .object({
    channelId: configurationId,
    preset: z.enum(presetNames).optional(),
    ...Object.fromEntries(importFields.map((field) => [`map.${field}`, column.optional()])),
  })
  .catchall(column)
  .superRefine((given, context) => {
    const unknown = Object.keys(given).filter(
      (name) => name !== "channelId" && name !== "preset" && !isImportField(fieldOf(name)),
    );
    if (unknown.length > 0) context.addIssue({ code: "unrecognized_keys", keys: unknown, input: given });
  });

const requestImportEndpoint = endpoint({
  operationId: "requestImport",
  tag: "Imports",
  summary: "Imports customers from a file: by external reference, else by e-mail, else as new ones",
  method: "POST",
  route: "api/v1/headquarters/customer-imports",
  access: "administrator",
  query,
  upload: ["text/csv", "application/x-ndjson"],
  answers: { 202: { description: "The file is kept, and its import queued", schema: importView } },
});

export const requestImport = ({ http, requestImport: request, getImport }: Services) =>
  uploadFunction(requestImportEndpoint, http, async ({ query: { channelId, preset, ...others }, upload, actor }) => {
    const mapping = Object.fromEntries(Object.entries(others).map(([name, value]) => [fieldOf(name), String(value)]));
    const format = upload.contentType === "text/csv" ? "csv" : "ndjson";
    const importId = await request({ channelId, preset, mapping, format, content: upload.content, actor });
    const location = `/api/v1/headquarters/customer-imports/${importId}`;
    return json(202, await getImport(importId), { location });
  });
