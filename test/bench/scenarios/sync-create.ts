import type { NewCustomer, NewCustomers } from "../customers/new-customers";
import type { Answer } from "../load/http-client";
import { type CheckedCall, checkedWork } from "../load/load-generator";
import { loopScenario } from "./loop-scenario";

// More than can be created in a second; what is left over costs nothing.
const preparedCustomers = 20_000;

/** POST in a sync store: its own account number in the answer. */
export const syncCreate = loopScenario({
  name: "syncCreate",
  async work({ client, newCustomers, operations = preparedCustomers }) {
    const houston = await client("houston");
    newCustomers.prepare(operations);
    return checkedWork(houston, syncCreateCalls(newCustomers));
  },
});

/** Creates whose account numbers have to differ. */
export function syncCreateCalls(customers: NewCustomers): () => CheckedCall {
  const given = new Set<string>();
  return () => {
    const sent = customers.next();
    return {
      call: { method: "POST", path: "/api/v1/channels/houston/customers", body: sent.body },
      isRight: (answer) => isNumbered(answer, sent, given),
    };
  };
}

function isNumbered({ status, body }: Answer, { request }: NewCustomer, given: Set<string>): boolean {
  const before = given.size;
  given.add(body.accountNumber);
  return (
    status === 201 &&
    /^00-\d{8}$/.test(body.accountNumber) &&
    given.size === before + 1 &&
    body.creationMode === "sync" &&
    body.syncState === "synchronized" &&
    body.lastName === request.lastName &&
    body.emails[0]?.address === request.email
  );
}
