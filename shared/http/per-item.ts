import { Failure } from "../failure";
import { faultName, invocationId, type Log, stackFrames } from "../log";
import { type Problem, problemOf, problems, unexpectedProblem } from "./problems";

export interface ItemWork<Item, Done> {
  readonly items: readonly Item[];
  /** How many items are worked on at the same time. */
  readonly atOnce: number;
  /** Where the items are in the body, as a JSON pointer. */
  readonly pointer: string;
  /** Items with the same key are worked on one after another, in their order. */
  keyOf(item: Item): unknown;
  work(item: Item): Promise<Done>;
}

export type ItemResult<Done> = Done | { readonly outcome: "refused"; readonly problem: Problem };

/**
 * Works on the items of a batch, and answers the result of each in their order: one that is refused, or that fails in a
 * way nobody promised, stands for itself alone. Rejects, once all work has ended, when something that all of them need
 * is away: what was done until then stays done.
 */
export async function perItem<Item, Done>(
  { items, atOnce, pointer, keyOf, work }: ItemWork<Item, Done>,
  log: Log,
): Promise<ItemResult<Done>[]> {
  const results: ItemResult<Done>[] = [];
  let away: Failure | undefined;

  async function result(item: Item, index: number): Promise<ItemResult<Done>> {
    try {
      return await work(item);
    } catch (error) {
      if (error instanceof Failure) {
        if (problems[error.kind].status >= 500) away ??= error;
        return { outcome: "refused", problem: problemOf(error, invocationId(), `${pointer}/${index}`) };
      }
      log.error("item.failed", { error: faultName(error), at: stackFrames(error) });
      return { outcome: "refused", problem: unexpectedProblem(invocationId()) };
    }
  }

  const lanes = lanesOf(items, atOnce, keyOf);
  await Promise.all(
    lanes.map(async (lane) => {
      for (const { item, index } of lane) if (away === undefined) results[index] = await result(item, index);
    }),
  );
  if (away) throw away;
  return results;
}

interface Numbered<Item> {
  readonly item: Item;
  readonly index: number;
}

/** Deals the items out to lanes, those with the same key to the same lane. */
function lanesOf<Item>(items: readonly Item[], count: number, keyOf: (item: Item) => unknown): Numbered<Item>[][] {
  const lanes: Numbered<Item>[][] = Array.from({ length: count }, () => []);
  const laneOf = new Map<unknown, Numbered<Item>[]>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const lane = laneOf.get(key) ?? lanes[laneOf.size % count];
    if (lane === undefined) return;
    laneOf.set(key, lane);
    lane.push({ item, index });
  });
  return lanes;
}
