import type { HttpClient } from "../load/http-client";
import { checkedWork, closedLoop } from "../load/load-generator";
import { done } from "./administrator";
import { addCall, createClients, listCall } from "./clients";
import { measure } from "./measure";
import type { Scenario } from "./scenario";

/** As many as one request takes. */
const clientsAtOnce = 500;
const usualRounds = 5;

interface Result {
  readonly customerId: string;
  readonly outcome: string;
}

/**
 * Adding five hundred customers to a client book in one request, over and over, each time others. The goal is three
 * seconds. The latencies are those of the whole request.
 */
export const addClients: Scenario = {
  name: "addClients",
  async run(context) {
    const { operations: rounds = usualRounds } = context;
    const associate = await context.worker("000162", 1);
    const clients = await createClients(context, (rounds + 1) * clientsAtOnce);
    let added = 0;
    const work = checkedWork(associate, () => {
      const some = clients.slice(added, added + clientsAtOnce);
      added += clientsAtOnce;
      const wanted = some.map(({ customerId }): Result => ({ customerId, outcome: "added" }));
      return {
        call: addCall(some),
        isRight: ({ status, body }) => status === 200 && JSON.stringify(body.results) === JSON.stringify(wanted),
      };
    });
    await closedLoop(work, { connections: 1, operations: 1 });
    const { measured, figures } = await measure(context, () =>
      closedLoop(work, { connections: 1, operations: rounds }),
    );
    const shown = await countClients(associate);
    const faults = shown === clients.length ? [] : [`${clients.length} were added, the book shows ${shown}`];
    return { figures, faults: [...measured.examples, ...faults] };
  },
};

/** How many clients the associate's book shows; each has one of the topics. */
async function countClients(associate: HttpClient): Promise<number> {
  const { facets } = await done(associate, listCall("top=1"));
  const { values } = facets.find(({ name }: { name: string }) => name === "newsletter-topic");
  return values.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
}
