/**
 * The local Customer Insights as a process. Environment:
 * PORT; TENANT_ID; INSTANCE_ID; ALTERNATE_KEY, the field that holds the account number;
 * VIEWERS, a JSON list of the client ids that may read; ISSUER and AUDIENCE of tokens; JWKS_URL, where the keys are (https: NODE_EXTRA_CA_CERTS must trust it).
 * It keeps nothing and so needs no DATA_FOLDER.
 */
import { createRemoteJWKSet } from "jose";
import { requiredEnvironment, runEmulator } from "../control";
import { startCustomerInsights } from "./start-customer-insights";

void runEmulator("Customer Insights", () =>
  startCustomerInsights({
    port: Number(requiredEnvironment("PORT")),
    tenantId: requiredEnvironment("TENANT_ID"),
    instanceId: requiredEnvironment("INSTANCE_ID"),
    alternateKey: requiredEnvironment("ALTERNATE_KEY"),
    viewers: JSON.parse(requiredEnvironment("VIEWERS")) as string[],
    issuer: requiredEnvironment("ISSUER"),
    audience: requiredEnvironment("AUDIENCE"),
    keys: createRemoteJWKSet(new URL(requiredEnvironment("JWKS_URL"))),
  }),
);
