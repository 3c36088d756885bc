import { context, metrics, propagation, trace } from "@opentelemetry/api";
import type { Exporters } from "./exporters";

export interface RunningTelemetry {
  /** Sends what was not sent yet. */
  stop(): Promise<void>;
}

/** Registers OpenTelemetry with these exporters, for the whole process. Before this, and without it, spans cost nothing. */
export async function startTelemetry(
  exporters: readonly Exporters[],
  exportIntervalMillis: number,
): Promise<RunningTelemetry> {
  const [core, hooks, resources, sdkTrace, sdkMetrics] = await Promise.all([
    import("@opentelemetry/core"),
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/sdk-metrics"),
  ]);
  const resource = resources.resourceFromAttributes({
    "service.name": process.env["WEBSITE_SITE_NAME"] ?? "regulars",
    "service.instance.id": process.env["WEBSITE_INSTANCE_ID"] ?? String(process.pid),
  });
  const reader = (exporter: Exporters["metrics"]) =>
    new sdkMetrics.PeriodicExportingMetricReader({ exporter, exportIntervalMillis });
  const tracing = new sdkTrace.BasicTracerProvider({
    resource,
    spanProcessors: exporters.map(({ spans }) => new sdkTrace.BatchSpanProcessor(spans)),
  });
  const metering = new sdkMetrics.MeterProvider({
    resource,
    readers: exporters.map(({ metrics: exporter }) => reader(exporter)),
  });
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracing);
  metrics.setGlobalMeterProvider(metering);
  return { stop: async () => void (await Promise.all([tracing.shutdown(), metering.shutdown()])) };
}
