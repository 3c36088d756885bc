import { z } from "zod";

/** Names that go into OData queries as they are. */
const fieldName = z
  .string()
  .regex(/^[A-Za-z_]\w{0,99}$/, "A name has letters, digits and underscores, at most 100, and begins with no digit.");

const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/, "An id has letters, digits, dots and dashes, at most 100.");

/** Where the API is and as whom it is called. */
const connection = {
  api: z.enum(["insights", "dataverse"]),
  endpoint: z
    .url()
    .max(250)
    .refine(isSafeEndpoint, "An endpoint is an https address (http on this machine alone), without query or fragment."),
  tenantId: identifier,
  clientId: identifier,
  secretName: z.string().regex(/^[0-9a-zA-Z-]{1,127}$/, "A secret's name has letters, digits and dashes."),
  instanceId: identifier,
  alternateCustomerId: fieldName,
};
export const insightsConnection = z.object(connection);
export type InsightsConnection = z.infer<typeof insightsConnection>;

/** What an administrator saves (I1). */
export const insightsSettings = z.strictObject({
  enabled: z.boolean(),
  ...connection,
  measures: z
    .array(fieldName)
    .max(3)
    .refine((names) => new Set(names).size === names.length, "A measure stands there twice."),
});
export type InsightsSettings = z.infer<typeof insightsSettings>;

/** What enabling tries for real, in this order (I2). */
export const validationSteps = ["secret", "token", "measures", "customers"] as const;
export type ValidationStep = (typeof validationSteps)[number];

export const insightsValidation = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(["succeeded", "failed"]),
  /** The step that failed, and why. */
  step: z.enum(validationSteps).nullable(),
  reason: z.string().nullable(),
});
export type InsightsValidation = z.infer<typeof insightsValidation>;

/** The settings as headquarters keeps them. */
export const storedInsights = insightsSettings.extend({
  /** How Customer Insights calls the measures, as the last validation found them. */
  measureLabels: z.record(z.string(), z.string()),
  /** Of these very settings; null after a change of any but `enabled`. */
  lastValidation: insightsValidation.nullable(),
});
export type StoredInsights = z.infer<typeof storedInsights>;

function isSafeEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(address);
  const onThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const isPrivate = protocol === "https:" || (protocol === "http:" && onThisMachine);
  return isPrivate && [search, hash, username, password].every((part) => part === "");
}
