import type { RegisteredFunction } from "../app/app-registry";
import type { HostJson } from "../host-json";
import { expandSettings, type Settings } from "../settings";
import { StartError } from "../start-error";
import { timeSpanMs } from "../time-span";

export interface QueueFunction {
  readonly name: string;
  readonly target: RegisteredFunction;
  readonly bindingName: string;
  readonly connectionString: string;
  readonly queueName: string;
  readonly asBytes: boolean;
  readonly maxConcurrentCalls: number;
  readonly maxAutoLockRenewalMs: number;
}

interface QueueBinding {
  readonly connection?: string;
  readonly queueName?: string;
  readonly dataType?: string;
  readonly [option: string]: unknown;
}

const refusedOptions = ["topicName", "subscriptionName", "isSessionsEnabled", "sdkBinding"];

export function queueFunction(
  target: RegisteredFunction,
  bindingName: string,
  settings: Settings,
  hostJson: HostJson,
): QueueFunction {
  const { name, bindings } = target.metadata;
  const binding: QueueBinding = bindings[bindingName] ?? {};
  const refuse = (reason: string) => new StartError(`Function "${name}": ${reason}`);
  const refused = refusedOptions.find((option) => binding[option]);
  if (refused) throw refuse(`this host listens to plain queues only, and the trigger says "${refused}".`);
  if (binding["cardinality"] === "many")
    throw refuse('this host passes one message at a time, not cardinality "many".');
  if (
    binding["autoCompleteMessages"] === false ||
    hostJson.text("extensions.serviceBus.autoCompleteMessages") === "false"
  ) {
    throw refuse("this host completes messages itself: autoCompleteMessages cannot be false.");
  }
  const prefetch = hostJson.number("extensions.serviceBus.prefetchCount") ?? 0;
  if (prefetch !== 0) throw refuse("this host does not prefetch: extensions.serviceBus.prefetchCount must be 0.");
  const renewal = hostJson.text("extensions.serviceBus.maxAutoLockRenewalDuration") ?? "00:05:00";
  const maxAutoLockRenewalMs = timeSpanMs(renewal);
  if (maxAutoLockRenewalMs === undefined) throw refuse(`maxAutoLockRenewalDuration "${renewal}" is no TimeSpan.`);
  return {
    name,
    target,
    bindingName,
    connectionString: connectionString(binding.connection ?? "AzureWebJobsServiceBus", settings, refuse),
    queueName: expandSettings(binding.queueName ?? "", settings, name),
    asBytes: binding.dataType === "binary",
    maxConcurrentCalls: hostJson.number("extensions.serviceBus.maxConcurrentCalls") ?? 16,
    maxAutoLockRenewalMs,
  };
}

function connectionString(setting: string, settings: Settings, refuse: (reason: string) => StartError): string {
  const text = settings[setting];
  if (text) {
    if (!/^Endpoint=sb:\/\//i.test(text))
      throw refuse(`the setting ${setting} is no connection string of Service Bus.`);
    return text;
  }
  if (settings[`${setting}__fullyQualifiedNamespace`]) {
    throw refuse(
      `${setting}__fullyQualifiedNamespace asks for an identity; this host needs a connection string in ${setting}.`,
    );
  }
  throw refuse(`needs the setting ${setting}: a connection string of Service Bus.`);
}
