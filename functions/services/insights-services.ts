import { type InsightsStore, putInsights, validateInsights } from "../../shared/customer-insights";
import { putConfiguration } from "../../shared/headquarters";
import { customerInsights } from "../../shared/platform/customer-insights";
import { cachedSecrets } from "../../shared/platform/key-vault/read-secret";
import { secretStates, warningOfExpiry } from "../../shared/platform/key-vault/secret-state";
import type { Settings } from "../../shared/platform/settings";
import type { Connections } from "./connections";

export type InsightsServices = ReturnType<typeof insightsServices>;

/** Customer Insights: its settings at headquarters, its secret, and its measures for cards. */
export function insightsServices(settings: Settings, { common, configuration, keyVault }: Connections) {
  const warning = { warningDays: settings.CUSTOMER_INSIGHTS_SECRET_WARNING_DAYS, now: common.now };
  const cached = cachedSecrets(keyVault, settings.CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS * 1000);
  const readSecret = warningOfExpiry(cached, warning, common.log);
  const { readMeasures, tryInsights } = customerInsights(settings, readSecret, common.log);
  const put = putConfiguration({ ...common, store: configuration });
  const store: InsightsStore = {
    find: () => configuration.find("customer-insights", "default"),
    put: (actor, item, ifMatch) => put(actor, { collection: "customer-insights", id: "default", ifMatch }, item),
  };
  return {
    insightsStore: store,
    putInsights: putInsights({ ...common, store, tryInsights }),
    validateInsights: validateInsights({ ...common, store, tryInsights }),
    readMeasures,
    readSecretState: secretStates(readSecret, warning),
    keyVault: { url: settings.KEY_VAULT_URL, clientId: settings.AZURE_CLIENT_ID },
  };
}
