import type { PreloadedCustomer } from "../customers/preloaded-customer";
import { checkedWork } from "../load/load-generator";
import { existingCustomers } from "./existing-customers";
import { loopScenario } from "./loop-scenario";

const getBy = (name: string, idOf: (customer: PreloadedCustomer) => string) =>
  loopScenario({
    name,
    async work(context) {
      const houston = await context.client("houston");
      const next = existingCustomers(context);
      return checkedWork(houston, () => {
        const wanted = next();
        const { customerId, accountNumber, request } = wanted;
        return {
          call: { method: "GET", path: `/api/v1/channels/houston/customers/${idOf(wanted)}` },
          isRight: ({ status, body }) =>
            status === 200 &&
            body.customerId === customerId &&
            body.accountNumber === accountNumber &&
            body.emails[0]?.address === request.email,
        };
      });
    },
  });

export const getByGuid = getBy("getByGuid", ({ customerId }) => customerId);
export const getByAccountNumber = getBy("getByAccountNumber", ({ accountNumber }) => accountNumber);
