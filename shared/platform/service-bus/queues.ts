import { randomUUID } from "node:crypto";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import type { TokenCredential } from "@azure/identity";
import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from "@azure/service-bus";
import { SpanKind } from "@opentelemetry/api";
import { ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { Failure } from "../../failure";
import type { Settings } from "../settings";
import { callDependency, traceParentHere } from "../telemetry";

/** An answer waits for its signal no longer than this; the P-job sends what was not sent. */
const sendTimeoutMs = 1_500;
const breakerPauseMs = 5_000;

/** How long messages wait at most for a send under way, to go out together. */
const gatheringMs = 10;

export type ServiceBusSettings = Pick<Settings, "SERVICE_BUS" | "SERVICE_BUS__fullyQualifiedNamespace">;

export interface Queue {
  /** Sends; messages that are given at about the same time go out together. Rejects with `queue-unavailable`. */
  send(bodies: readonly unknown[]): Promise<void>;
  /** Sends so that the message arrives at this time. Rejects with `queue-unavailable`. */
  schedule(body: unknown, at: Date): Promise<void>;
}

export function serviceBusClient(settings: ServiceBusSettings, credential: TokenCredential): ServiceBusClient {
  const options = { retryOptions: { maxRetries: 1, retryDelayInMs: 100, timeoutInMs: sendTimeoutMs } };
  return settings.SERVICE_BUS === undefined
    ? new ServiceBusClient(settings.SERVICE_BUS__fullyQualifiedNamespace ?? "", credential, options)
    : new ServiceBusClient(settings.SERVICE_BUS, options);
}

export function serviceBusQueue(client: ServiceBusClient, name: string): Queue {
  const attributes = { "messaging.system": "servicebus", "messaging.destination.name": name };
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: breakerPauseMs, breaker: new ConsecutiveBreaker(3) });
  let sender: ServiceBusSender | undefined;
  let waiting: { messages: ServiceBusMessage[]; sent: Promise<void> } | undefined;
  let underWay: Promise<void> | undefined;

  /** While the queue is known to be away, nobody waits for it. */
  async function reaching<Answer>(
    call: (sender: ServiceBusSender, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await breaker.execute(() => {
        sender ??= client.createSender(name);
        return call(sender, AbortSignal.timeout(sendTimeoutMs));
      });
    } catch (error) {
      throw new Failure("queue-unavailable", `The queue ${name} cannot be reached.`, { cause: error });
    }
  }

  /** What is given while a send is under way goes out together after it, or after a moment. */
  async function flush(): Promise<void> {
    await nextTurn();
    if (underWay) await Promise.race([underWay.catch(() => undefined), delay(gatheringMs)]);
    const messages = waiting?.messages ?? [];
    waiting = undefined;
    const sending = reaching((to, abortSignal) => to.sendMessages(messages, { abortSignal }));
    underWay = sending;
    await sending.finally(() => {
      if (underWay === sending) underWay = undefined;
    });
  }

  const traced = <Answer>(operation: string, call: () => Promise<Answer>) =>
    callDependency({ system: "service-bus", operation, target: name, kind: SpanKind.PRODUCER, attributes }, call);

  return {
    send: (bodies) =>
      traced("send", () => {
        waiting ??= { messages: [], sent: flush() };
        waiting.messages.push(...bodies.map(message));
        return waiting.sent;
      }),
    schedule: (body, at) =>
      traced("schedule", () =>
        reaching(async (to, abortSignal) => void (await to.scheduleMessages(message(body), at, { abortSignal }))),
      ),
  };
}

/** A message, which takes the running trace with it. */
function message(body: unknown): ServiceBusMessage {
  const traceparent = traceParentHere();
  return {
    body,
    messageId: randomUUID(),
    contentType: "application/json",
    ...(traceparent && { applicationProperties: { traceparent } }),
  };
}
