/** The value that `percent` of the values do not exceed (nearest rank); 0 of no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]) => percentile(values, 50);

export const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Two digits behind the point, three for what is below 10. */
export function rounded(value: number): number {
  const factor = Math.abs(value) < 10 ? 1_000 : 100;
  return Math.round(value * factor) / factor;
}

/**
 * Whether a backlog, sampled at even distances, grows without end: on average it is longer in the last quarter than
 * in the second one (the first is warm-up) by more than what arrives in a second.
 */
export function growsWithoutEnd(backlog: readonly number[], arrivalsPerSecond: number): boolean {
  const quarter = Math.floor(backlog.length / 4);
  if (quarter === 0) return false;
  const second = mean(backlog.slice(quarter, 2 * quarter));
  const last = mean(backlog.slice(-quarter));
  return last - second > arrivalsPerSecond;
}

/** The slope of the straight line that fits the points best (least squares); 0 of fewer than two points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const middleX = mean(points.map(([x]) => x));
  const middleY = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0) / spread;
}
