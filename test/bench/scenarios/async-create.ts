import { checkedWork, openConnections, openLoop } from "../load/load-generator";
import type { Measured } from "../load/measured";
import { growsWithoutEnd, percentile, rounded } from "../load/statistics";
import { asyncCreateCall } from "./async-answer";
import { costOfALook, drained, watchBacklog } from "./backlog";
import { distributionTimes } from "./distribution-times";
import { measure } from "./measure";
import type { Scenario, ScenarioContext } from "./scenario";

const usualSeconds = 60;
const usualRate = 110;
const groupId = "default";

/**
 * Async creates at an offered rate with the consumer running: how many are accepted and numbered in a second, how the
 * backlog goes, and how long from creation to distribution. A backlog that grows without end is a fault.
 */
export const asyncCreate: Scenario = {
  name: "asyncCreate",
  async run(context) {
    const { seconds = usualSeconds, rate = usualRate, newCustomers } = context;
    const { gateway } = context.environment;
    const sanFrancisco = await context.client("san-francisco", openConnections);
    const accepted: string[] = [];
    const work = checkedWork(sanFrancisco, () => asyncCreateCall(newCustomers.next(), (id) => accepted.push(id)));
    await openLoop(work, { perSecond: rate, seconds: 2 });
    await drained(gateway);
    accepted.length = 0;
    newCustomers.prepare(rate * seconds);

    const { measured, figures, backlog, left } = await underLoad(context, () =>
      openLoop(work, { perSecond: rate, seconds }),
    );
    const unfinished = await drained(gateway);
    const times = await distributionTimes(gateway, groupId, accepted);
    const grows = growsWithoutEnd(backlog, rate);
    return {
      figures: {
        ...figures,
        offeredPerSecond: rate,
        numberedPerSecond: rounded((accepted.length - left) / measured.seconds),
        backlogFirst: backlog[0] ?? 0,
        backlogLast: left,
        backlogMax: Math.max(...backlog),
        backlogGrows: grows ? 1 : 0,
        distributedP50Ms: rounded(percentile(times.ms, 50)),
        distributedP99Ms: rounded(percentile(times.ms, 99)),
        unnumbered: accepted.length - times.numbers.size,
      },
      faults: [
        ...measured.examples,
        ...(grows ? [`the backlog grows: ${backlog.join(" ")}`] : []),
        ...(unfinished > 0 ? [`${unfinished} operations are still open`] : []),
        ...(times.numbers.size < accepted.length ? ["not every customer has an account number of its own"] : []),
      ],
    };
  },
};

/** The load and its aftermath, with the backlog over the time of the load. */
async function underLoad(context: ScenarioContext, load: () => Promise<Measured>) {
  const { gateway } = context.environment;
  const look = await costOfALook(gateway);
  let backlog: readonly number[] = [];
  let looks = 0;
  const run = async () => {
    const watch = watchBacklog(gateway);
    const measured = await load();
    backlog = [...watch.samples];
    await watch.drain();
    looks = watch.samples.length;
    return measured;
  };
  const observed = () => ({ requests: looks * look.requests, requestUnits: looks * look.requestUnits });
  return { ...(await measure(context, run, observed)), backlog, left: backlog.at(-1) ?? 0 };
}
