import type { HostLog } from "../host-log";
import type { Invoke } from "../invocation/invoke";
import { runningInvocations } from "../invocation/running-invocations";
import { messageHandler } from "./handle-message";
import { connectQueue, type QueueConnection } from "./queue-connection";
import type { QueueFunction } from "./queue-function";

export interface QueueListener {
  /** Takes no message any more; resolves when those that were taken are settled. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

const reconnectDelayMs = 500;

/**
 * Listens to one queue, and goes on listening: a broken connection is thrown away whole and replaced, which works
 * however long the broker is away and whatever state the SDK is left in. The broker need not be there at the start.
 */
export function startQueueListener(queue: QueueFunction, invoke: Invoke, log: HostLog): QueueListener {
  const handling = runningInvocations();
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let lastError = "";
  let connection = connect();

  function connect(): QueueConnection {
    // Settlements of a lost connection must not hold up those of the next: each gets a queue of its own.
    const handle = messageHandler(queue, invoke, log);
    return connectQueue(
      queue,
      (message, receiver) => {
        lastError = "";
        return handling.track(handle(message, receiver));
      },
      reconnect,
    );
  }
  function reconnect(error: Error): void {
    if (stopped) return;
    if (error.message !== lastError) log.write("warning", `${queue.name} listens again in a moment: ${error.message}`);
    lastError = error.message;
    void connection.close();
    retry = setTimeout(() => {
      connection = connect();
    }, reconnectDelayMs);
  }
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await connection.stopReceiving();
      await handling.settled();
    },
    close: () => connection.close(),
  };
}
