import type { MessageQueue } from "../broker/message-queue";
import type { ServiceBusError } from "../service-bus-error";

/** What a client asked of an entity's `$management`. */
export interface ManagementRequest {
  readonly queue: MessageQueue;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ManagementAnswer {
  ok(body: object): void;
  noContent(): void;
  refuse(error: ServiceBusError): void;
}

export type ManagementOperation = (request: ManagementRequest, answer: ManagementAnswer) => void;
