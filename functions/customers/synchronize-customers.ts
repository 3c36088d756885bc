import { synchronizationSignal } from "../../shared/customers";
import { queueFunction } from "../../shared/messaging";
import type { Services } from "../services";

/** "Synchronize customers and business partners from async mode": woken by the queue to headquarters. */
export const synchronizeCustomers = ({ log, synchronizeCustomer }: Services) =>
  queueFunction("customer-synchronization", synchronizationSignal, log, synchronizeCustomer);
