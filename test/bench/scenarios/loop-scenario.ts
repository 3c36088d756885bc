import { type Bounds, closedLoop } from "../load/load-generator";
import { measure } from "./measure";
import type { LoopScenario, Scenario, ScenarioContext } from "./scenario";

const usualSeconds = 10;
const warmUpSeconds = 5;

/** Runs the work in a closed loop: first unmeasured, so that connections, caches and compiled code are there. */
export function loopScenario({
  name,
  work,
  ...rest
}: Pick<LoopScenario, "name" | "work" | "consumerPaused">): LoopScenario {
  const run: Scenario["run"] = async (context) => {
    const once = await work(context);
    const { warmUp, measured: bounds } = boundsOf(context);
    await closedLoop(once, warmUp);
    const { measured, figures } = await measure(context, () => closedLoop(once, bounds));
    return { figures, faults: measured.examples };
  };
  return { name, work, run, ...rest };
}

function boundsOf({
  connections,
  operations,
  seconds = usualSeconds,
}: ScenarioContext): Record<"warmUp" | "measured", Bounds> {
  return operations === undefined
    ? { warmUp: { connections, seconds: Math.min(warmUpSeconds, seconds) }, measured: { connections, seconds } }
    : { warmUp: { connections, operations: Math.ceil(operations / 4) }, measured: { connections, operations } };
}
