import { synchronizationSignal } from "../../shared/customers";
import { deadLetterFunction } from "../../shared/messaging";
import type { Services } from "../services";

/** Puts what crashed, cannot be read, or was moved by hand on the customer synchronization status list (S5). */
export const takeOverDeadLetters = ({ log, failDeadLettered, keepUnreadable }: Services) =>
  deadLetterFunction("customer-synchronization", synchronizationSignal, log, {
    readable: failDeadLettered,
    unreadable: keepUnreadable,
  });
