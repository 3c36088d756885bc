import { wellKnownKey } from "../emulators/cosmos";
import { audience, functionsIdentity, tenantId } from "./identities";
import type { Ports } from "./ports";

const eachMinute = "0 * * * * *";
const everyFiveMinutes = "30 */5 * * * *";

type LocalSettings = Record<string, string> & { readonly languageWorkers__node__arguments: string };

/** The application settings with which the functions run against a local environment. */
export function localSettings(ports: Omit<Ports, "functions">): LocalSettings {
  const cosmos = `http://localhost:${ports.cosmos}`;
  const entra = `https://localhost:${ports.entra}`;
  const account =
    "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  const blobStorage = `DefaultEndpointsProtocol=http;${account};BlobEndpoint=http://127.0.0.1:${ports.blob}/devstoreaccount1;`;
  return {
    FUNCTIONS_WORKER_RUNTIME: "node",
    // Requests leave much behind that is soon unused: a larger young generation is collected less often.
    languageWorkers__node__arguments: "--max-semi-space-size=32",
    AzureWebJobsStorage: `${blobStorage}QueueEndpoint=http://127.0.0.1:${ports.queue}/devstoreaccount1;TableEndpoint=http://127.0.0.1:${ports.table}/devstoreaccount1;`,
    HEADQUARTERS_COSMOS__accountEndpoint: cosmos,
    HEADQUARTERS_COSMOS__key: wellKnownKey,
    CHANNELS_COSMOS__accountEndpoint: cosmos,
    CHANNELS_COSMOS__key: wellKnownKey,
    SERVICE_BUS: `Endpoint=sb://localhost:${ports.serviceBus};SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true;`,
    IMPORT_STORAGE: blobStorage,
    KEY_VAULT_URL: `https://localhost:${ports.keyVault}`,
    KEY_VAULT_VERIFY_CHALLENGE: "false",
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: functionsIdentity.clientId,
    AZURE_CLIENT_SECRET: functionsIdentity.secret,
    AZURE_AUTHORITY_HOST: entra,
    AZURE_INSTANCE_DISCOVERY: "false",
    TOKEN_ISSUER: `${entra}/${tenantId}/v2.0`,
    TOKEN_AUDIENCE: audience,
    IDEMPOTENCY_HASH_SECRET: "local-idempotency-hash-secret-of-no-worth",
    CONFIGURATION_CACHE_SECONDS: "10",
    HEADQUARTERS_DEADLINE_MS: "1200",
    HEADQUARTERS_BREAKER_FAILURES: "5",
    HEADQUARTERS_BREAKER_PAUSE_MS: "5000",
    CUSTOMER_INSIGHTS_DEADLINE_MS: "700",
    CUSTOMER_INSIGHTS_CACHE_SECONDS: "900",
    CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS: "300",
    CUSTOMER_INSIGHTS_CONCURRENCY: "8",
    CUSTOMER_INSIGHTS_BREAKER_FAILURES: "5",
    CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: "5000",
    CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: "60",
    CUSTOMER_INSIGHTS_SECRET_WARNING_DAYS: "30",
    SIGNAL_GRACE_SECONDS: "60",
    SYNCHRONIZATION_FIRST_RETRY_MS: "1000",
    SYNCHRONIZATION_LONGEST_RETRY_MS: "300000",
    SYNCHRONIZATION_GIVE_UP_HOURS: "24",
    JOB_LEASE_SECONDS: "120",
    TASK_LEASE_SECONDS: "120",
    TASK_RUN_SECONDS: "240",
    TASKS_SCHEDULE: eachMinute,
    JOB_P_0001_SCHEDULE: eachMinute,
    JOB_1010_SCHEDULE: eachMinute,
    JOB_1040_SCHEDULE: everyFiveMinutes,
    JOB_1060_SCHEDULE: everyFiveMinutes,
    JOB_1070_SCHEDULE: everyFiveMinutes,
    JOB_1090_SCHEDULE: everyFiveMinutes,
    JOB_1110_SCHEDULE: everyFiveMinutes,
    JOB_1150_SCHEDULE: everyFiveMinutes,
    JOBS_SWITCHED_OFF: "",
    OTEL_METRIC_EXPORT_INTERVAL: "60000",
  };
}
