import { z } from "zod";
import { jobId } from "../../jobs";

const seconds = (fallback: number) => z.coerce.number().positive().max(86_400).default(fallback);
const milliseconds = (fallback: number) => z.coerce.number().int().positive().max(86_400_000).default(fallback);

/** Every application setting that the code reads. A name with `__` is Azure's own form of an identity-based connection. */
export const settingsSchema = z.object({
  /** Cosmos DB account of headquarters; the key only where there is no identity to use. */
  HEADQUARTERS_COSMOS__accountEndpoint: z.url(),
  HEADQUARTERS_COSMOS__key: z.string().min(1).optional(),
  /** Cosmos DB account of the channel databases; in production another one than headquarters'. */
  CHANNELS_COSMOS__accountEndpoint: z.url(),
  CHANNELS_COSMOS__key: z.string().min(1).optional(),
  /** Service Bus: a connection string, or the namespace for the identity. */
  SERVICE_BUS: z.string().min(1).optional(),
  SERVICE_BUS__fullyQualifiedNamespace: z.string().min(1).optional(),
  /** Key Vault that holds the Customer Insights secret. */
  KEY_VAULT_URL: z.url(),
  KEY_VAULT_VERIFY_CHALLENGE: z.stringbool().default(true),
  /** The identity of the functions: a client secret, else the managed identity of this client id. */
  AZURE_TENANT_ID: z.string().min(1),
  AZURE_CLIENT_ID: z.string().min(1),
  AZURE_CLIENT_SECRET: z.string().min(1).optional(),
  AZURE_AUTHORITY_HOST: z.url().optional(),
  AZURE_INSTANCE_DISCOVERY: z.stringbool().default(true),
  /** Whose access tokens are accepted, and for which audience. */
  TOKEN_ISSUER: z.url(),
  TOKEN_AUDIENCE: z.string().min(1),
  /** For the keyed hash of a create's body; the same on every instance, never changed. At least 32 characters. */
  IDEMPOTENCY_HASH_SECRET: z.string().min(32),
  /** How long distributed configuration is cached. */
  CONFIGURATION_CACHE_SECONDS: seconds(10),
  /** How long a real-time call to headquarters may take before the customer is kept in the channel. */
  HEADQUARTERS_DEADLINE_MS: milliseconds(1_200),
  /** After so many failed real-time calls in a row headquarters is left alone for the pause. */
  HEADQUARTERS_BREAKER_FAILURES: z.coerce.number().int().positive().default(5),
  HEADQUARTERS_BREAKER_PAUSE_MS: milliseconds(5_000),
  /** How long cards wait for Customer Insights, and how long they keep what it said of a customer. */
  CUSTOMER_INSIGHTS_DEADLINE_MS: milliseconds(700),
  CUSTOMER_INSIGHTS_CACHE_SECONDS: seconds(900),
  CUSTOMER_INSIGHTS_UNKNOWN_CACHE_SECONDS: seconds(300),
  /** How many requests to Customer Insights an instance has under way at once. */
  CUSTOMER_INSIGHTS_CONCURRENCY: z.coerce.number().int().positive().max(100).default(8),
  /** After so many failed requests in a row Customer Insights is left alone for the pause. */
  CUSTOMER_INSIGHTS_BREAKER_FAILURES: z.coerce.number().int().positive().default(5),
  CUSTOMER_INSIGHTS_BREAKER_PAUSE_MS: milliseconds(5_000),
  /** How long the secret is kept before it is looked at in Key Vault again, and when its expiry is warned of. */
  CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS: seconds(60),
  CUSTOMER_INSIGHTS_SECRET_WARNING_DAYS: z.coerce.number().int().positive().max(365).default(30),
  /** How long the P-job leaves a fresh asynchronous operation to its own signal. */
  SIGNAL_GRACE_SECONDS: seconds(60),
  /** Retries of an asynchronous operation whose dependency is away. */
  SYNCHRONIZATION_FIRST_RETRY_MS: milliseconds(1_000),
  SYNCHRONIZATION_LONGEST_RETRY_MS: milliseconds(300_000),
  SYNCHRONIZATION_GIVE_UP_HOURS: z.coerce.number().positive().max(720).default(24),
  /** How long a run that crashed holds up its job. */
  JOB_LEASE_SECONDS: seconds(120),
  /** How long a run of a task that crashed holds up its task, and after which time a run leaves it to the next one. */
  TASK_LEASE_SECONDS: seconds(120),
  TASK_RUN_SECONDS: seconds(240),
  /** NCRONTAB schedule on which tasks whose signal was lost, or whose run crashed, are resumed. */
  TASKS_SCHEDULE: z.string().min(1),
  /** Blob storage of import files: a connection string, or the blob endpoint for the identity. */
  IMPORT_STORAGE: z.string().min(1).optional(),
  IMPORT_STORAGE__blobServiceUri: z.url().optional(),
  /** NCRONTAB schedules of the jobs, and the jobs that are switched off, such as `1090,1150`. */
  JOB_P_0001_SCHEDULE: z.string().min(1),
  JOB_1010_SCHEDULE: z.string().min(1),
  JOB_1040_SCHEDULE: z.string().min(1),
  JOB_1060_SCHEDULE: z.string().min(1),
  JOB_1070_SCHEDULE: z.string().min(1),
  JOB_1090_SCHEDULE: z.string().min(1),
  JOB_1110_SCHEDULE: z.string().min(1),
  JOB_1150_SCHEDULE: z.string().min(1),
  JOBS_SWITCHED_OFF: z
    .string()
    .default("")
    .transform((ids) => ids.split(",").flatMap((id) => id.trim() || []))
    .pipe(z.array(jobId)),
  /** Where spans and metrics go: Azure Monitor, an OpenTelemetry collector, both, or nowhere. */
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().min(1).optional(),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: z.string().min(1).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_METRIC_EXPORT_INTERVAL: milliseconds(60_000),
});

export type Settings = z.infer<typeof settingsSchema>;
export const settingNames = Object.keys(settingsSchema.shape);

/** Connections that are given either by a connection string or, in Azure's own form, for the identity. */
const connections = [
  ["SERVICE_BUS", "SERVICE_BUS__fullyQualifiedNamespace"],
  ["IMPORT_STORAGE", "IMPORT_STORAGE__blobServiceUri"],
] as const;

/** The settings of this process. Throws one message that names every bad one, without its value. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    settingNames.map((name) => [name, environment[name] === "" ? undefined : environment[name]]),
  );
  const parsed = settingsSchema.safeParse(given);
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
  for (const [name, identityForm] of connections) {
    if (given[name] === undefined && given[identityForm] === undefined)
      faults.push(`${name}: it or ${identityForm} is needed`);
  }
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new Error(`The application settings are not usable:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
}
