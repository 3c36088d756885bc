import { startCollector } from "../collector";
import { livePage } from "./live-page";
import { liveTelemetry } from "./live-view";

/** The product's own HTTP API, as an administrator sees it. */
export interface WatchedApi {
  readonly baseUrl: string;
  administratorToken(): Promise<string>;
}

export interface LivePage {
  readonly url: string;
  /** With these settings the functions send their spans and metrics here. */
  readonly settings: Readonly<Record<string, string>>;
  /** From now on the page shows what this API answers, too. */
  watch(api: WatchedApi): void;
  stop(): Promise<void>;
}

/** Serves a live page of the pipeline: counts and jobs from the product's API, the rest from the telemetry it sends. */
export async function startLivePage(port: number): Promise<LivePage> {
  let watched: WatchedApi | undefined;
  const collector = await startCollector(port, async (path) => {
    if (path === "/") return { type: "text/html; charset=utf-8", body: livePage };
    if (path !== "/view.json") return undefined;
    const { points, spans } = collector;
    const view = { ...(await ofApi(watched)), ...liveTelemetry(points, spans, Date.now()) };
    return { type: "application/json", body: JSON.stringify(view) };
  });
  return {
    url: `http://localhost:${collector.port}`,
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_METRIC_EXPORT_INTERVAL: "2000",
      OTEL_BSP_SCHEDULE_DELAY: "1000",
    },
    watch(api) {
      watched = api;
    },
    stop: collector.stop,
  };
}

interface ApiView {
  readonly counts: unknown;
  readonly jobs: unknown;
  /** Why counts and jobs are missing. */
  readonly problem: string | null;
}

async function ofApi(watched: WatchedApi | undefined): Promise<ApiView> {
  const nothing = { counts: null, jobs: [] };
  if (watched === undefined) return { ...nothing, problem: "The functions are starting." };
  try {
    const authorization = `Bearer ${await watched.administratorToken()}`;
    const get = async (path: string) => {
      const answer = await fetch(`${watched.baseUrl}/api/v1/headquarters/${path}`, { headers: { authorization } });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
      return answer.json() as Promise<{ items?: unknown }>;
    };
    const [counts, jobs] = await Promise.all([get("async-operations/counts"), get("jobs")]);
    return { counts, jobs: jobs.items, problem: null };
  } catch (error) {
    return { ...nothing, problem: `The API cannot be asked: ${error instanceof Error ? error.message : error}` };
  }
}
