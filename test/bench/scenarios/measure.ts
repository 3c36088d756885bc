import type { Measured } from "../load/measured";
import { percentile, rounded } from "../load/statistics";
import type { Figures, ScenarioContext } from "./scenario";

/** Requests that are not the product's. */
export interface Observation {
  readonly requests: number;
  readonly requestUnits: number;
}

/**
 * What `load` costs: its own figures, and those of the gateway and of the functions host meanwhile, without the
 * requests that `observed` says looking on has cost.
 */
export async function measure(
  { environment: { gateway }, host: { probe } }: ScenarioContext,
  load: () => Promise<Measured>,
  observed: () => Observation = () => ({ requests: 0, requestUnits: 0 }),
): Promise<{ measured: Measured; figures: Figures }> {
  await gateway.resetCounts();
  const cpuBefore = await probe.cpuMs();
  const ownCpu = process.cpuUsage();
  const measured = await load();
  const { user, system } = process.cpuUsage(ownCpu);
  const hostCpuMs = (await probe.cpuMs()) - cpuBefore;
  const { total, requestUnits } = await gateway.counts();
  const done = measured.latenciesMs.length;
  const perOperation = (amount: number) => rounded(amount / Math.max(1, done));
  return {
    measured,
    figures: {
      operations: done,
      perSecond: rounded(done / measured.seconds),
      p50Ms: rounded(percentile(measured.latenciesMs, 50)),
      p99Ms: rounded(percentile(measured.latenciesMs, 99)),
      errors: measured.errors,
      wrong: measured.wrong,
      requestsPerOperation: perOperation(total - observed().requests),
      requestUnitsPerOperation: perOperation(requestUnits - observed().requestUnits),
      hostCpuMsPerOperation: perOperation(hostCpuMs),
      benchCpuMsPerOperation: perOperation((user + system) / 1000),
    },
  };
}
