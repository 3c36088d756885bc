import { checkedWork } from "../load/load-generator";
import { asyncCreateCall } from "./async-answer";
import { loopScenario } from "./loop-scenario";

const preparedCustomers = 20_000;

/** POST in an async store while nobody reads the queue: what the answer alone costs. */
export const asyncAccept = loopScenario({
  name: "asyncAccept",
  consumerPaused: true,
  async work({ client, newCustomers }) {
    const sanFrancisco = await client("san-francisco");
    newCustomers.prepare(preparedCustomers);
    return checkedWork(sanFrancisco, () => asyncCreateCall(newCustomers.next()));
  },
});
