import { z } from "zod";

type Value = string | number | boolean | null;

/** Numbers of 64 bits come as text in OTLP's JSON. */
const value = z
  .object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: z.coerce.number().optional(),
    doubleValue: z.number().optional(),
  })
  .transform((v): Value => v.stringValue ?? v.boolValue ?? v.intValue ?? v.doubleValue ?? null);

const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((list): Readonly<Record<string, Value>> => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const unixMs = z.coerce.number().transform((nanoseconds) => nanoseconds / 1e6);

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: unixMs,
  endTimeUnixNano: unixMs,
  attributes,
  events: z.array(z.object({ name: z.string(), attributes })).default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number().default(0), message: z.string().optional() }),
});
export type ReceivedSpan = z.output<typeof span>;

const point = z.object({
  attributes,
  timeUnixNano: unixMs,
  asInt: z.coerce.number().optional(),
  asDouble: z.number().optional(),
  count: z.coerce.number().optional(),
  sum: z.number().optional(),
});
const points = z.object({ dataPoints: z.array(point) });
const metric = z.object({
  name: z.string(),
  unit: z.string().default(""),
  sum: points.optional(),
  gauge: points.optional(),
  histogram: points.optional(),
});

/** One value of a metric; `value` is what a counter or a histogram gained, or what a gauge shows. */
export interface ReceivedPoint {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly atMs: number;
  readonly value: number;
  /** How many values a histogram's sum is of. */
  readonly count: number;
}

const traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});
const metrics = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metric) })) })),
});

/** The spans of a request to `/v1/traces`. */
export const spansIn = (body: unknown): ReceivedSpan[] =>
  traces.parse(body).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

/** The points of a request to `/v1/metrics`. */
export const pointsIn = (body: unknown): ReceivedPoint[] =>
  metrics
    .parse(body)
    .resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .flatMap(({ name, unit, sum, gauge, histogram }) =>
      (sum ?? gauge ?? histogram ?? { dataPoints: [] }).dataPoints.map((read) => ({
        name,
        unit,
        attributes: read.attributes,
        atMs: read.timeUnixNano,
        value: read.asInt ?? read.asDouble ?? read.sum ?? 0,
        count: read.count ?? 1,
      })),
    );
