import { LRUCache } from "lru-cache";
import type {
  ChannelInsights,
  InsightsConnection,
  Measures,
  MeasuresAnswer,
  ReadMeasures,
} from "../../customer-insights";
import { type Log, outsideInvocation } from "../../log";
import { type CacheSettings, cachedMeasures } from "./cached-measures";
import { type GuardSettings, insightsGuard } from "./insights-guard";
import type { CustomerMeasures, InsightsSource } from "./insights-source";

type ReadFrom = (accountNumbers: readonly string[]) => Promise<ReadonlyMap<string, MeasuresAnswer>>;

/** A change of the settings begins with an empty cache and a closed circuit; the former ones end with their last call. */
const keptConnections = 4;

/** Measures for cards, whatever happens behind it (I5). */
export function insightsMeasures(
  sourceOf: (connection: InsightsConnection) => InsightsSource,
  settings: CacheSettings & GuardSettings,
  log: Log,
): ReadMeasures {
  const connected = new LRUCache<string, ReadFrom>({ max: keptConnections });
  return (insights, accountNumbers) => {
    const key = JSON.stringify(insights);
    const read = connected.get(key) ?? readFrom(insights, sourceOf(insights), settings, log);
    connected.set(key, read);
    return read(accountNumbers);
  };
}

function readFrom(
  { measures }: ChannelInsights,
  source: InsightsSource,
  settings: CacheSettings & GuardSettings,
  log: Log,
): ReadFrom {
  const guard = insightsGuard(settings, log);
  const find = async (accountNumbers: readonly string[]) => {
    try {
      const found = await guard(() => source.findCustomers(accountNumbers));
      return new Map([...found].map(([accountNumber, all]) => [accountNumber, selected(all, measures)]));
    } catch {
      return "unavailable"; // whatever it was: the guard has logged it
    }
  };
  return cachedMeasures((accountNumbers) => outsideInvocation(() => find(accountNumbers)), settings);
}

function selected(all: CustomerMeasures, measures: ChannelInsights["measures"]): Measures {
  const isValue = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  return Object.fromEntries(
    measures.filter(({ name }) => isValue(all[name])).map(({ name }) => [name, all[name]]),
  ) as Measures;
}
