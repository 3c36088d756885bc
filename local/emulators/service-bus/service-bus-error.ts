/** An error as Service Bus says it: the AMQP condition, and the status that its management answers use. */
export interface ServiceBusError {
  readonly condition: string;
  readonly description: string;
  readonly status: number;
}

export const messageLockLost: ServiceBusError = {
  condition: "com.microsoft:message-lock-lost",
  description: "The lock supplied is invalid. Either the lock expired, or the message has already been removed.",
  status: 410,
};

export const messageSizeExceeded: ServiceBusError = {
  condition: "amqp:link:message-size-exceeded",
  description: "The message is larger than the 262144 bytes that a link of the standard tier allows.",
  status: 400,
};

export const messageNotFound: ServiceBusError = {
  condition: "com.microsoft:message-not-found",
  description: "One of the messages does not exist, or is not in the state that the operation needs.",
  status: 404,
};

export function entityNotFound(address: string): ServiceBusError {
  return {
    condition: "amqp:not-found",
    description: `The messaging entity '${address}' could not be found.`,
    status: 404,
  };
}

export function notAllowed(description: string): ServiceBusError {
  return { condition: "amqp:not-allowed", description, status: 403 };
}

export function notImplemented(operation: string): ServiceBusError {
  return {
    condition: "amqp:not-implemented",
    description: `The Service Bus emulator does not support ${operation}.`,
    status: 501,
  };
}

export function undecodable(cause: unknown): ServiceBusError {
  return { condition: "amqp:decode-error", description: String(cause), status: 400 };
}
