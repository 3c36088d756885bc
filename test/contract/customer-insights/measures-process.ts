/** The product's own reader of measures, in a process that trusts the local authority. Asked over IPC. */
import type { ChannelInsights, MeasuresAnswer } from "../../../shared/customer-insights";
import { invocationLog } from "../../../shared/log";
import { customerInsights } from "../../../shared/platform/customer-insights";
import { functionsCredential } from "../../../shared/platform/identity";
import { cachedSecrets } from "../../../shared/platform/key-vault/read-secret";
import { keyVaultSecrets } from "../../../shared/platform/key-vault/secrets";
import { readSettings } from "../../../shared/platform/settings";

export interface Question {
  readonly id: number;
  readonly insights: ChannelInsights;
  readonly accountNumbers: readonly string[];
}

export interface Reply {
  readonly id: number;
  readonly answers: readonly (readonly [string, MeasuresAnswer])[];
  readonly tookMs: number;
}

const settings = readSettings(process.env);
const secrets = keyVaultSecrets(settings, functionsCredential(settings));
const readSecret = cachedSecrets(secrets, settings.CUSTOMER_INSIGHTS_SECRET_CACHE_SECONDS * 1000);
const { readMeasures } = customerInsights(settings, readSecret, invocationLog());

process.on("message", async ({ id, insights, accountNumbers }: Question) => {
  const begun = performance.now();
  const answers = [...(await readMeasures(insights, accountNumbers))];
  process.send?.({ id, answers, tookMs: performance.now() - begun } satisfies Reply);
});
