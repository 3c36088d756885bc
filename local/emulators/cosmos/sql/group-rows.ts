import type { AggregateSlots } from "./compile-call";
import type { Evaluate, Row } from "./scope";

/** One row for each group, with the answers of the aggregates in their slots; one for all without GROUP BY. */
export function groupedRows(
  rows: readonly Row[],
  groupBy: readonly Evaluate[] | undefined,
  aggregateSlots: AggregateSlots,
  surroundings: Row,
): Row[] {
  const groups = new Map<string, { row: Row; states: unknown[] }>();
  const fresh = () => aggregateSlots.map(({ aggregate }) => aggregate.initial);
  if (!groupBy) groups.set("", { row: [...(rows[0] ?? surroundings)], states: fresh() });
  for (const row of rows) {
    const key = groupBy ? keyOf(groupBy, row) : "";
    let group = groups.get(key);
    if (!group) {
      group = { row: [...row], states: fresh() };
      groups.set(key, group);
    }
    const { states } = group;
    aggregateSlots.forEach(({ aggregate, argument }, index) => {
      states[index] = aggregate.add(states[index], argument(row));
    });
  }
  return [...groups.values()].map(({ row, states }) => {
    aggregateSlots.forEach(({ aggregate, slot }, index) => {
      row[slot] = aggregate.result(states[index]);
    });
    return row;
  });
}

function keyOf(groupBy: readonly Evaluate[], row: Row): string {
  // An undefined key is a group of its own, apart from null.
  return groupBy.map((key) => JSON.stringify(key(row)) ?? "undefined").join("\u0000");
}
