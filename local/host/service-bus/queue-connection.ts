import { ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from "@azure/service-bus";
import type { QueueFunction } from "./queue-function";

export type HandleMessage = (message: ServiceBusReceivedMessage, receiver: ServiceBusReceiver) => Promise<void>;

export interface QueueConnection {
  /** Takes no message any more, while those that were taken can still be settled. */
  stopReceiving(): Promise<void>;
  close(): Promise<void>;
}

/** Who reconnects is the listener, so the SDK's patience (30 s and more between attempts) is switched off. */
const retryOptions = { maxRetries: 0, retryDelayInMs: 500, maxRetryDelayInMs: 500, timeoutInMs: 10_000 };

/** Opens one AMQP connection and receives from the queue until it breaks; then says so once. */
export function connectQueue(
  queue: QueueFunction,
  handle: HandleMessage,
  whenBroken: (error: Error) => void,
): QueueConnection {
  const client = new ServiceBusClient(queue.connectionString, { retryOptions });
  const receiver = client.createReceiver(queue.queueName, {
    receiveMode: "peekLock",
    // The bytes as they came: whether they are JSON is the library's question.
    skipParsingBodyAsJson: true,
    // Renewal is ours: see renewLock.
    maxAutoLockRenewalDurationInMs: 0,
  });
  let broken = false;
  const subscription = receiver.subscribe(
    {
      processMessage: (message) => handle(message, receiver),
      async processError({ error, errorSource }) {
        // What the handler throws concerns one message; everything else concerns the link.
        if (errorSource === "processMessageCallback" || broken) return;
        broken = true;
        whenBroken(error);
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: queue.maxConcurrentCalls },
  );
  return {
    stopReceiving: () => subscription.close(),
    async close() {
      broken = true;
      await subscription.close().catch(() => undefined);
      await client.close().catch(() => undefined);
    },
  };
}
