import type { TokenCredential } from "@azure/identity";
import type { PushMetricExporter } from "@opentelemetry/sdk-metrics";
import type { SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { Settings } from "../settings";

export type TelemetrySettings = Pick<
  Settings,
  "APPLICATIONINSIGHTS_CONNECTION_STRING" | "APPLICATIONINSIGHTS_AUTHENTICATION_STRING" | "OTEL_EXPORTER_OTLP_ENDPOINT"
>;

export interface Exporters {
  readonly spans: SpanExporter;
  readonly metrics: PushMetricExporter;
}

/** Those that the settings ask for; what is not asked for is not even loaded, for the sake of cold starts. */
export async function exportersOf(settings: TelemetrySettings, credential: TokenCredential): Promise<Exporters[]> {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  const exporters: Exporters[] = [];
  if (connectionString !== undefined) {
    const azure = await import("@azure/monitor-opentelemetry-exporter");
    const usesIdentity = settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING?.includes("Authorization=AAD") ?? false;
    const options = { connectionString, ...(usesIdentity && { credential }) };
    exporters.push({
      spans: new azure.AzureMonitorTraceExporter(options),
      metrics: new azure.AzureMonitorMetricExporter(options),
    });
  }
  if (endpoint !== undefined) {
    const [{ OTLPTraceExporter }, { OTLPMetricExporter, AggregationTemporalityPreference }] = await Promise.all([
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/exporter-metrics-otlp-http"),
    ]);
    exporters.push({
      spans: new OTLPTraceExporter(),
      // As Azure Monitor's: a gauge that one instance set once is not told again and again after another has set it.
      metrics: new OTLPMetricExporter({ temporalityPreference: AggregationTemporalityPreference.DELTA }),
    });
  }
  return exporters;
}
