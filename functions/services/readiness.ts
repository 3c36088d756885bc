import { expiryWarnings } from "../../shared/customer-insights";
import { checkReadiness } from "../../shared/health";
import { cosmosProbe, keyVaultProbe, serviceBusProbe, tokenIssuerProbe } from "../../shared/platform/probes";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";
import type { InsightsServices } from "./insights-services";

export const readiness = (
  settings: Settings,
  { impatient, channels, serviceBus, keyVault }: Connections,
  insights: InsightsServices,
) =>
  checkReadiness(
    {
      headquarters: cosmosProbe(impatient.configuration),
      channels: cosmosProbe(channels.configuration),
      serviceBus: serviceBusProbe(serviceBus, "customer-synchronization"),
      keyVault: keyVaultProbe(keyVault),
      tokenIssuer: tokenIssuerProbe(settings.TOKEN_ISSUER),
    },
    expiryWarnings(insights),
  );
