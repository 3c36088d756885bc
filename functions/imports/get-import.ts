import { z } from "zod";
import { administratorFunction, endpoint, json } from "../../shared/http";
import { importView } from "../../shared/imports";
import type { Services } from "../services";

const getImportEndpoint = endpoint({
  operationId: "getImport",
  tag: "Imports",
  summary: "An import, and how far it has come",
  method: "GET",
  route: "api/v1/headquarters/customer-imports/{importId}",
  access: "administrator",
  path: z.object({ importId: z.guid() }),
  query: z.strictObject({}),
  answers: { 200: { description: "The import", schema: importView } },
});

export const getImport = ({ http, getImport: get }: Services) =>
  administratorFunction(getImportEndpoint, http, async ({ path }) => json(200, await get(path.importId)));
