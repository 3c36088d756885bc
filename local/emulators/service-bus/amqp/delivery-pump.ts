import type { MessageQueue } from "../broker/message-queue";
import type { ReceivingClient } from "./receiving-client";

/** Brings the messages of one queue to its receivers, in turn. */
export interface DeliveryPump {
  add(client: ReceivingClient): void;
  remove(client: ReceivingClient): void;
  /** Something has changed: a message, credit, a settlement. */
  wake(): void;
}

export function deliveryPump(queue: MessageQueue): DeliveryPump {
  let clients: ReceivingClient[] = [];
  let awake = false;

  const nextReady = () => {
    const index = clients.findIndex((client) => client.isReady());
    const client = clients[index];
    if (client && clients.length > 1) clients = [...clients.slice(index + 1), ...clients.slice(0, index + 1)];
    return client;
  };

  const run = () => {
    awake = false;
    while (queue.availableCount > 0) {
      const client = nextReady();
      if (!client) break;
      client.deliverNext();
    }
    for (const client of clients) client.finishDrain();
  };

  const wake = () => {
    if (awake) return;
    awake = true;
    setImmediate(run);
  };

  queue.onAvailable = wake;
  return {
    add(client) {
      clients = [...clients, client];
      wake();
    },
    remove(client) {
      clients = clients.filter((other) => other !== client);
    },
    wake,
  };
}
