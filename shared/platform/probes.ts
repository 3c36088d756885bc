import type { Container } from "@azure/cosmos";
import type { SecretClient } from "@azure/keyvault-secrets";
import type { ServiceBusClient } from "@azure/service-bus";
import type { Probe } from "../health";

/** A point read of a document that need not be there. */
export const cosmosProbe =
  (container: Container): Probe =>
  (abortSignal) =>
    container.item("readiness", "readiness").read({ abortSignal });

/** Looks at the front of a queue. */
export const serviceBusProbe = (client: ServiceBusClient, queue: string): Probe => {
  let receiver: ReturnType<ServiceBusClient["createReceiver"]> | undefined;
  return (abortSignal) => {
    receiver ??= client.createReceiver(queue);
    return receiver.peekMessages(1, { abortSignal });
  };
};

/** Lists the first secret's properties; never a value. */
export const keyVaultProbe =
  (secrets: SecretClient): Probe =>
  (abortSignal) =>
    secrets.listPropertiesOfSecrets({ abortSignal }).next();

/** The issuer's discovery document. */
export const tokenIssuerProbe =
  (issuer: string): Probe =>
  async (signal) => {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, { signal });
    if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  };
