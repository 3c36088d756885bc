import type { RealTimeService } from "../../customers";
import { Failure } from "../../failure";
import type { ConfigurationStore, NextNumber } from "../../headquarters";
import type { ClientBook, ClientBooks } from "../client-book";

/** What headquarters itself uses for the client books of a legal entity, as it stands there now (J1). */
export interface ClientBookRules {
  readonly clientBookSequenceId: string;
  readonly allowSeveralClientBooks: boolean;
}

/** Rejects with `headquarters-unavailable`, and with `reference-missing` for a legal entity without parameters. */
export type FindClientBookRules = (legalEntityId: string) => Promise<ClientBookRules>;

export function clientBookRules(configuration: ConfigurationStore): FindClientBookRules {
  return async (legalEntityId) => {
    const parameters = await configuration.find("parameters", legalEntityId);
    if (parameters) return parameters.item;
    throw new Failure("reference-missing", `The legal entity ${legalEntityId} has no parameters at headquarters.`);
  };
}

export interface BookOfPorts {
  readonly clientBooks: ClientBooks;
  readonly rulesOf: FindClientBookRules;
  readonly nextNumber: NextNumber;
  readonly realTime: RealTimeService;
}

/**
 * The client book of an associate, made when it is first needed (B1). Two first uses at once take two numbers, one of
 * which is skipped. Rejects with `headquarters-unavailable`, `number-sequence-exhausted`.
 */
export type BookOf = (workerId: string, legalEntityId: string) => Promise<ClientBook>;

export function bookOf({ clientBooks, rulesOf, nextNumber, realTime }: BookOfPorts): BookOf {
  return async (workerId, legalEntityId) => {
    const present = await realTime((signal) => clientBooks.find(workerId, legalEntityId, signal));
    if (present) return present;
    const { clientBookSequenceId } = await rulesOf(legalEntityId);
    return realTime(async (signal) => {
      const clientBookId = await nextNumber(clientBookSequenceId, signal);
      return clientBooks.create({ clientBookId, workerId, legalEntityId }, signal);
    });
  };
}
