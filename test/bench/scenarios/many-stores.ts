import { checkedWork, closedLoop } from "../load/load-generator";
import { percentile, rounded } from "../load/statistics";
import { done, headquarters, runJobs } from "./administrator";
import { asyncCreateCall } from "./async-answer";
import { drained } from "./backlog";
import { distributionTimes } from "./distribution-times";
import { measure } from "./measure";
import type { Scenario, ScenarioContext } from "./scenario";

const creates = 10_000;
const stores = Array.from({ length: 20 }, (_, index) => `bench-store-${index + 1}`);
const drainMs = 600_000;

/**
 * A burst of async creates over twenty stores, each in a channel database group of its own: how fast they are accepted,
 * how fast the backlog drains, and what a customer costs until it has its number in its store.
 */
export const manyStores: Scenario = {
  name: "manyStores",
  async run(context) {
    await openStores(context);
    const { gateway } = context.environment;
    const till = await context.client("san-francisco");
    const accepted = new Map<string, string[]>(stores.map((store) => [store, []]));
    let next = 0;
    const work = checkedWork(till, () => {
      const store = stores[next++ % stores.length] as string;
      return asyncCreateCall(context.newCustomers.next(), (id) => accepted.get(store)?.push(id), store);
    });
    context.newCustomers.prepare(creates);
    let [open, drainSeconds] = [0, 0];
    const { measured, figures } = await measure(context, async () => {
      const begun = performance.now();
      const load = await closedLoop(work, { connections: context.connections, operations: creates });
      open = await drained(gateway, drainMs);
      drainSeconds = (performance.now() - begun) / 1000;
      return load;
    });
    const times = await Promise.all(
      stores.map((store) => distributionTimes(gateway, store, accepted.get(store) ?? [])),
    );
    const ms = times.flatMap((store) => store.ms);
    const numbers = new Set(times.flatMap((store) => [...store.numbers]));
    const missing = measured.latenciesMs.length - numbers.size;
    return {
      figures: {
        ...figures,
        drainedPerSecond: rounded(measured.latenciesMs.length / drainSeconds),
        distributedP50Ms: rounded(percentile(ms, 50)),
        distributedP99Ms: rounded(percentile(ms, 99)),
        unnumbered: missing,
      },
      faults: [
        ...measured.examples,
        ...(open > 0 ? [`${open} operations are still open`] : []),
        ...(missing > 0 ? ["not every customer has an account number of its own in its store"] : []),
      ],
    };
  },
};

/** Makes the stores as an administrator does, and brings them to the channels. */
async function openStores(context: ScenarioContext): Promise<void> {
  const administrator = await context.administrator();
  const group = { name: "A group of one store", filterSharedCustomerData: false, excludedJobs: [] };
  const like = await done(administrator, { method: "GET", path: `${headquarters}/channels/san-francisco` });
  const { id: _, ...channel } = like;
  for (const store of stores) {
    const put = (path: string, body: object) =>
      done(administrator, { method: "PUT", path: `${headquarters}/${path}/${store}`, body: JSON.stringify(body) });
    await put("channel-database-groups", group);
    await put("channels", { ...channel, name: store, channelDatabaseGroupId: store });
  }
  await runJobs(administrator, ["1040", "1060", "1070", "1090", "1110", "1150"]);
}
