import type { ServiceBusReceivedMessage } from "@azure/service-bus";
import { describeError } from "../describe-error";
import type { HostLog } from "../host-log";
import type { Invoke } from "../invocation/invoke";
import { renewLock } from "./lock-renewal";
import { messageBody, messageMetadata, messageTraceParent } from "./message-data";
import type { HandleMessage } from "./queue-connection";
import type { QueueFunction } from "./queue-function";
import { settlementQueue } from "./settlement-queue";

/** Invokes the function with a message; completes the message when it returns, abandons it when it throws. */
export function messageHandler(queue: QueueFunction, invoke: Invoke, log: HostLog): HandleMessage {
  const settle = settlementQueue();
  const warn = (message: ServiceBusReceivedMessage, failure: string, error: unknown) =>
    log.write(
      "warning",
      `${queue.name}: message ${message.messageId ?? "without an id"} ${failure}: ${describeError(error)}`,
    );
  return async (message, receiver) => {
    const stopRenewal = renewLock(message, receiver, queue.maxAutoLockRenewalMs, (error) => {
      warn(message, "has lost its lock", error);
    });
    const succeeded = await invoke(queue.target, {
      bindingName: queue.bindingName,
      data: messageBody(message.body, queue.asBytes),
      metadata: messageMetadata(message),
      traceParent: messageTraceParent(message),
    }).then(
      () => true,
      () => false,
    );
    try {
      if (succeeded) await settle("complete", () => receiver.completeMessage(message));
      else await settle("abandon", () => receiver.abandonMessage(message));
    } catch (error) {
      // Its lock ran out or the connection is gone: Service Bus delivers it once more.
      warn(message, succeeded ? "was not completed" : "was not abandoned", error);
    } finally {
      stopRenewal();
    }
  };
}
