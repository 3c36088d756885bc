import { createAtHeadquarters, duplicateSearch, findByEmail, upsertCustomer } from "../../shared/customers";
import type { HttpServices } from "../../shared/http";
import { getImport, importCustomers, importKind, importRow, requestImport } from "../../shared/imports";
import { blobImportFiles } from "../../shared/platform/blob-storage/import-files";
import * as cosmos from "../../shared/platform/cosmos";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";
import type { CustomerAdmission } from "./customer-admission";

/** Imports: what their HTTP functions call, and the task that does them. */
export function importServices(
  settings: Settings,
  connections: Connections,
  admitting: CustomerAdmission,
  { findChannelConfiguration }: Pick<HttpServices, "findChannelConfiguration">,
) {
  const { common, headquarters, channels, taskStore, requestTask } = connections;
  const duplicates = duplicateSearch(cosmos.cosmosFindDuplicates(headquarters, channels));
  const patient = { ...common, ...admitting(headquarters), duplicates };
  const files = blobImportFiles(settings, connections.credential);
  const upsert = upsertCustomer({
    ...patient,
    findByEmail: findByEmail(cosmos.cosmosSearchHeadquartersCustomers(headquarters)),
    createAtHeadquarters: createAtHeadquarters(patient),
    operationLog: cosmos.cosmosOperationLog(channels),
  });
  return {
    services: {
      requestImport: requestImport({ ...common, files, findChannelConfiguration, requestTask }),
      getImport: getImport(taskStore),
      listRowResults: cosmos.cosmosRowResults(headquarters),
    },
    tasks: {
      [importKind]: importCustomers({ files, findChannelConfiguration, importRow: importRow(upsert, common.log) }),
    },
  };
}
