import type { ServiceBusReceivedMessage, ServiceBusReceiver } from "@azure/service-bus";

/**
 * Renews a message's lock at half of its time, for at most `maxMs`; answers how to stop. The SDK's own renewal knows
 * messages by their id: without an id they cannot be settled, and two with one id lose each other's renewal.
 */
export function renewLock(
  message: ServiceBusReceivedMessage,
  receiver: ServiceBusReceiver,
  maxMs: number,
  whenFailed: (error: unknown) => void,
): () => void {
  const endMs = Date.now() + maxMs;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const schedule = (lockedUntil: Date | undefined) => {
    const waitMs = Math.max(((lockedUntil?.getTime() ?? 0) - Date.now()) / 2, 0);
    if (stopped || !lockedUntil || Date.now() + waitMs > endMs) return;
    timer = setTimeout(() => {
      receiver.renewMessageLock(message).then(schedule, (error: unknown) => {
        if (!stopped) whenFailed(error);
      });
    }, waitMs);
  };
  schedule(message.lockedUntilUtc);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
