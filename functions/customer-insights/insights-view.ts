import { z } from "zod";
import {
  insightsSettings,
  insightsValidation,
  type SavedInsights,
  type SecretState,
} from "../../shared/customer-insights";
import type { Services } from "../services";

/** The settings, and beside them what only the service knows: read-only, and left out of what is saved. */
export const insightsView = z.object({
  ...insightsSettings.shape,
  keyVaultUrl: z.string(),
  keyVaultClientId: z.string(),
  secretState: z.enum(["valid", "nearExpiry", "expired", "unreadable"]),
  secretExpiresOn: z.iso.datetime().nullable(),
  secretDaysLeft: z.int().nullable(),
  lastValidation: insightsValidation.nullable(),
});

/** With the state of the secret as it was read a short time ago. */
export async function viewOf(
  { item }: SavedInsights,
  { keyVault, readSecretState }: Pick<Services, "keyVault" | "readSecretState">,
): Promise<z.infer<typeof insightsView>> {
  const { measureLabels: _, lastValidation, ...settings } = item;
  return {
    ...settings,
    keyVaultUrl: keyVault.url,
    keyVaultClientId: keyVault.clientId,
    ...secretView(await readSecretState(settings.secretName)),
    lastValidation,
  };
}

const secretView = ({ state, expiresOn, daysLeft }: SecretState) => ({
  secretState: state,
  secretExpiresOn: expiresOn?.toISOString() ?? null,
  secretDaysLeft: daysLeft ?? null,
});
