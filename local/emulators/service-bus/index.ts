import { faultList, type RunningEmulator, requestCounter } from "../control";
import { listenForAdmin } from "./admin-server";
import { listenForAmqp } from "./amqp/amqp-server";
import { openBroker } from "./broker/broker";
import { faultGate, type ServiceBusMatch } from "./faults";
import { checkQueue, type QueueSettings } from "./queue-settings";

export type { QueueBacklog } from "./broker/broker";
export type { ServiceBusMatch } from "./faults";
export type { QueueSettings } from "./queue-settings";

export interface ServiceBusOptions {
  /** For AMQP; 0 is any free one. */
  readonly port: number;
  /** For HTTP: faults, counts, backlog. */
  readonly adminPort: number;
  /** Where the messages are kept; one process at a time. */
  readonly file: string;
  readonly queues: Readonly<Record<string, QueueSettings>>;
}

/** Starts an Azure Service Bus namespace of queues, for `@azure/service-bus` with `UseDevelopmentEmulator=true`. */
export async function startServiceBus(options: ServiceBusOptions): Promise<RunningEmulator & { adminPort: number }> {
  for (const [name, settings] of Object.entries(options.queues)) checkQueue(name, settings);
  const broker = openBroker(options.file, options.queues);
  const faults = faultList<ServiceBusMatch>();
  const counter = requestCounter();
  const gate = faultGate(faults, counter);
  const amqp = await listenForAmqp(options.port, { broker, gate });
  const admin = await listenForAdmin(options.adminPort, broker, faults, counter);
  return {
    port: amqp.port,
    adminPort: admin.port,
    async close() {
      await Promise.all([amqp.close(), admin.close()]);
      gate.close();
      broker.close();
    },
  };
}
