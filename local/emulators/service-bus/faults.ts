import type { Connection } from "rhea";
import type { Fault, FaultList, RequestCounter } from "../control";
import type { ServiceBusError } from "./service-bus-error";

export type Operation = "send" | "receive" | "settle";

/** What a fault can ask of an operation; `entity` in any case. Every part is optional. */
export interface ServiceBusMatch {
  readonly operation?: Operation;
  readonly entity?: string;
}

/** What may become of an operation that a fault can strike. */
export interface Course {
  readonly connection: Connection;
  proceed(): void;
  refuse(error: ServiceBusError): void;
}

/** Every send, receive and settlement passes here: counted by messages, spoiled by transfers if a fault says so. */
export interface FaultGate {
  /** Follows the course at once, unless a fault delays it. True when it was delayed. */
  pass(operation: Operation, entity: string, course: Course, messages?: number): boolean;
  /** Forgets what is being delayed. */
  close(): void;
}

export function faultGate(faults: FaultList<ServiceBusMatch>, counter: RequestCounter): FaultGate {
  const delayed = new Set<NodeJS.Timeout>();
  return {
    pass(operation, entity, course, messages = 1) {
      for (let index = 0; index < messages; index += 1) counter.count(`${operation} ${entity}`);
      const fault = faults.strike((match) => fits(match, operation, entity));
      if (!fault?.delayMs) {
        follow(fault, course);
        return false;
      }
      const timer = setTimeout(() => {
        delayed.delete(timer);
        follow(fault, course);
      }, fault.delayMs);
      delayed.add(timer);
      return true;
    },
    close() {
      for (const timer of delayed) clearTimeout(timer);
    },
  };
}

function fits(match: ServiceBusMatch, operation: Operation, entity: string): boolean {
  return (
    (match.operation === undefined || match.operation === operation) &&
    (match.entity === undefined || match.entity.toLowerCase() === entity.toLowerCase())
  );
}

function follow(fault: Fault<ServiceBusMatch> | undefined, course: Course): void {
  if (fault?.drop) dropConnection(course.connection);
  else if (fault?.respond) course.refuse(errorFor(fault.respond.status));
  else course.proceed();
}

function dropConnection(connection: Connection): void {
  connection["socket"].destroy(new Error("Dropped by a fault."));
}

function errorFor(status: number): ServiceBusError {
  if (status === 429 || status === 503) {
    return { condition: "com.microsoft:server-busy", description: "The service is busy (by a fault).", status: 503 };
  }
  return { condition: "amqp:internal-error", description: `The service failed (by a fault, ${status}).`, status: 500 };
}
