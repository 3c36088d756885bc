import { setTimeout as delay } from "node:timers/promises";
import { openConnections, openLoop, type Work } from "../load/load-generator";
import { asyncCreateCall } from "./async-answer";
import { measure } from "./measure";
import type { Scenario, ScenarioContext } from "./scenario";

const usualSeconds = 60;
const perSecond = 50;
const firstLookMs = 20;
const longestPauseMs = 200;
const giveUpMs = 30_000;

/**
 * What a clerk in an async store waits for: the time from sending a create until a GET in the same channel shows the
 * account number. The latencies are that whole time, at 50 creates a second; requests and CPU include the GETs.
 */
export const asyncVisibility: Scenario = {
  name: "asyncVisibility",
  async run(context) {
    const { seconds = usualSeconds, newCustomers } = context;
    const work = await createAndSee(context);
    newCustomers.prepare(perSecond * seconds);
    await openLoop(work, { perSecond, seconds: 2 });
    const { measured, figures } = await measure(context, () => openLoop(work, { perSecond, seconds }));
    return { figures: { ...figures, offeredPerSecond: perSecond }, faults: measured.examples };
  },
};

async function createAndSee({ client, newCustomers }: ScenarioContext): Promise<Work> {
  const sanFrancisco = await client("san-francisco", openConnections);
  return async () => {
    const { call, isRight } = asyncCreateCall(newCustomers.next());
    const created = await sanFrancisco.send(call);
    if (!isRight(created)) return `create: ${created.status} ${JSON.stringify(created.body)}`;
    const path = `${call.path}/${created.body.customerId}`;
    const deadline = Date.now() + giveUpMs;
    for (let pauseMs = firstLookMs; Date.now() < deadline; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      await delay(pauseMs);
      const { status, body } = await sanFrancisco.send({ method: "GET", path });
      if (status !== 200 || body.customerId !== created.body.customerId)
        return `get: ${status} ${JSON.stringify(body)}`;
      if (body.accountNumber !== null) return body.syncState === "synchronized" || `get: ${JSON.stringify(body)}`;
    }
    return `no account number for ${created.body.customerId} within ${giveUpMs} ms`;
  };
}
