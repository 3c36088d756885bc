import { randomInt } from "node:crypto";
import {
  announceOperation,
  appendOperation,
  changeCustomer,
  changeHeadquartersCustomer,
  changeSynchronously,
  findCustomer,
  requireFreeCard,
  withCheckDigit,
} from "../../shared/customers";

type Ports = Parameters<typeof findCustomer>[0] &
  Parameters<typeof changeHeadquartersCustomer>[0] &
  Pick<Parameters<typeof changeSynchronously>[0], "followClient"> &
  Parameters<typeof announceOperation>[0] &
  Parameters<typeof requireFreeCard>[0] &
  Omit<Parameters<typeof appendOperation>[0], "announceOperation">;

/** Changes of customers that exist, at the till. */
export function editingServices(ports: Ports) {
  const find = findCustomer(ports);
  return {
    now: ports.now,
    newId: ports.newId,
    newCardNumber: () => withCheckDigit(String(randomInt(10 ** 12)).padStart(12, "0")),
    findCustomer: find,
    changeCustomer: changeCustomer({
      channelCustomers: ports.channelCustomers,
      findCustomer: find,
      requireFreeCard: requireFreeCard(ports),
      appendOperation: appendOperation({ ...ports, announceOperation: announceOperation(ports) }),
      changeSynchronously: changeSynchronously({
        ...ports,
        changeHeadquartersCustomer: changeHeadquartersCustomer(ports),
      }),
    }),
  };
}
