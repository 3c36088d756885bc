import { checkReadiness } from "../../shared/health";
import { keyVaultSecrets } from "../../shared/platform/key-vault/secrets";
import { cosmosProbe, keyVaultProbe, serviceBusProbe, tokenIssuerProbe } from "../../shared/platform/probes";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";

export const readiness = (settings: Settings, { impatient, channels, serviceBus, credential }: Connections) =>
  checkReadiness({
    headquarters: cosmosProbe(impatient.configuration),
    channels: cosmosProbe(channels.configuration),
    serviceBus: serviceBusProbe(serviceBus, "customer-synchronization"),
    keyVault: keyVaultProbe(keyVaultSecrets(settings, credential)),
    tokenIssuer: tokenIssuerProbe(settings.TOKEN_ISSUER),
  });
