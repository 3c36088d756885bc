import type { ServiceBusReceivedMessage } from "@azure/service-bus";
import type { TypedData } from "../app/core-types";

/** The body as .NET binds it: text unless the trigger says `dataType: "binary"`; the library parses text that is JSON. */
export function messageBody(body: unknown, asBytes: boolean): TypedData {
  if (Buffer.isBuffer(body)) return asBytes ? { bytes: body } : { string: body.toString("utf8") };
  const text = typeof body === "string" ? body : JSON.stringify(body ?? null);
  return asBytes ? { bytes: Buffer.from(text) } : { string: text };
}

/** The trigger metadata of .NET's extension, in its Pascal case; the library turns it into camel case. */
export function messageMetadata(message: ServiceBusReceivedMessage): Record<string, TypedData> {
  const texts: Record<string, unknown> = {
    MessageId: message.messageId,
    CorrelationId: message.correlationId,
    SessionId: message.sessionId,
    ReplyToSessionId: message.replyToSessionId,
    ContentType: message.contentType,
    Subject: message.subject,
    Label: message.subject,
    To: message.to,
    ReplyTo: message.replyTo,
    PartitionKey: message.partitionKey,
    LockToken: message.lockToken,
    DeadLetterSource: message.deadLetterSource,
  };
  const values: Record<string, unknown> = {
    EnqueuedTimeUtc: message.enqueuedTimeUtc,
    EnqueuedTime: message.enqueuedTimeUtc,
    ExpiresAtUtc: message.expiresAtUtc,
    ExpiresAt: message.expiresAtUtc,
    ApplicationProperties: message.applicationProperties ?? {},
  };
  const metadata: Record<string, TypedData> = {
    // AMQP counts earlier deliveries, .NET counts this one too.
    DeliveryCount: { int: (message.deliveryCount ?? 0) + 1 },
    SequenceNumber: { int: Number(String(message.sequenceNumber ?? 0)) },
  };
  for (const [name, value] of Object.entries(texts)) if (value != null) metadata[name] = { string: String(value) };
  for (const [name, value] of Object.entries(values))
    if (value != null) metadata[name] = { json: JSON.stringify(value) };
  return metadata;
}

/** The sender's trace: Azure's SDKs write it as `Diagnostic-Id`, OpenTelemetry as `traceparent`. */
export function messageTraceParent({ applicationProperties }: ServiceBusReceivedMessage): string | undefined {
  const value = applicationProperties?.["Diagnostic-Id"] ?? applicationProperties?.["traceparent"];
  return typeof value === "string" ? value : undefined;
}
