import { faultName } from "../../shared/log";
import type { Settings } from "../../shared/platform/settings";
import { exportersOf, inInvocationSpan, type RunningTelemetry, startTelemetry } from "../../shared/platform/telemetry";
import type { Connections } from "./connections";

/** Spans and metrics: off, and not even loaded, unless the settings say where they go. */
export function telemetry(settings: Settings, { credential, common: { log } }: Connections) {
  let running: RunningTelemetry | undefined;
  return {
    inInvocationSpan,
    async start(): Promise<void> {
      const exporters = await exportersOf(settings, credential);
      if (exporters.length > 0) running = await startTelemetry(exporters, settings.OTEL_METRIC_EXPORT_INTERVAL);
    },
    async stop(): Promise<void> {
      try {
        await running?.stop();
      } catch (error) {
        log.warn("telemetry.not-sent", { cause: faultName(error) });
      }
    },
  };
}
