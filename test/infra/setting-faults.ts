import { readSettings, settingNames, settingsSchema } from "../../shared/platform/settings/settings";
import type { Files } from "./bicep/deploy";
import { deployments, writtenSettings } from "./deployments";

/** For places without an identity, or with services of one's own: not set on Azure. */
const localOnly = new Set([
  "HEADQUARTERS_COSMOS__key",
  "CHANNELS_COSMOS__key",
  "KEY_VAULT_VERIFY_CHALLENGE",
  "AZURE_CLIENT_SECRET",
  "AZURE_AUTHORITY_HOST",
  "AZURE_INSTANCE_DISCOVERY",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
]);

/** A connection string, where the schema has the same connection with the identity, such as `SERVICE_BUS__...` too. */
const isConnectionString = (name: string) => settingNames.some((other) => other.startsWith(`${name}__`));

/** What the Functions host reads. */
const hostSettings = new Set([
  "AzureWebJobsStorage__blobServiceUri",
  "AzureWebJobsStorage__credential",
  "AzureWebJobsStorage__clientId",
  "SERVICE_BUS__credential",
  "SERVICE_BUS__clientId",
  "languageWorkers__node__arguments",
]);

/** Settings that are read (`read`: names of the schema) and not written, written and not read, or not usable. */
export function settingFaults(files: Files, read: readonly string[] = settingNames): string[] {
  const faults = [...deployments(files)].flatMap(([configuration, deployed]) => {
    const written = writtenSettings(deployed);
    const needed = read.filter((name) => !localOnly.has(name) && !isConnectionString(name));
    return [
      ...needed.filter((name) => !(name in written)).map(notWritten),
      ...Object.keys(written)
        .filter((name) => !read.includes(name) && !hostSettings.has(name))
        .map((name) => `${name} is written and nothing reads it`),
      ...unusable(written),
      ...(configuration === "development" ? driftedDefaults(written) : []),
    ];
  });
  return [...new Set(faults)];
}

const notWritten = (name: string) =>
  `${name} is read and not written: a value goes to infra/settings.json, an address or identity to the settings of infra/main.bicep, and what is for localhost alone to localOnly in test/infra/setting-faults.ts`;

function unusable(written: Readonly<Record<string, string>>): string[] {
  try {
    readSettings(written);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** infra/settings.json shows the defaults of the code, for those who want to change one; they have to be the same. */
function driftedDefaults(written: Readonly<Record<string, string>>): string[] {
  return Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = written[name];
    if (!fallback.success || fallback.data === undefined || value === undefined) return [];
    const same = JSON.stringify(schema.safeParse(value).data) === JSON.stringify(fallback.data);
    return same ? [] : [`${name} is ${value} in infra/settings.json, and by default ${JSON.stringify(fallback.data)}`];
  });
}
