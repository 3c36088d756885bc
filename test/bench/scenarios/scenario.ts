import type { NewCustomers } from "../customers/new-customers";
import type { BenchEnvironment, FunctionsHost } from "../environment/bench-environment";
import type { HttpClient } from "../load/http-client";
import type { Work } from "../load/load-generator";

/** Figures by name, such as `perSecond`. */
export type Figures = Readonly<Record<string, number>>;

export interface ScenarioContext {
  readonly environment: BenchEnvironment;
  readonly host: FunctionsHost;
  readonly connections: number;
  /** `undefined`: as long as the scenario usually takes. */
  readonly seconds: number | undefined;
  /** So many instead of so long. */
  readonly operations?: number | undefined;
  /** Async creates offered in a second. */
  readonly rate: number | undefined;
  readonly seed: number;
  /** How many customers were preloaded. */
  readonly customers: number;
  readonly newCustomers: NewCustomers;
  /** How many hits a page of a search has; the API's own default without it. */
  readonly top?: number | undefined;
  /** A client with a worker of Houston, a sync store, or of San Francisco, an async one. */
  client(store: "houston" | "san-francisco", connections?: number): Promise<HttpClient>;
  /** A client with a worker of the seeded organisation. */
  worker(workerId: string, connections?: number): Promise<HttpClient>;
  administrator(): Promise<HttpClient>;
}

export interface Scenario {
  readonly name: string;
  /** Needs a functions host whose consumer leaves the signals in their queue. */
  readonly consumerPaused?: boolean;
  run(context: ScenarioContext): Promise<ScenarioResult>;
}

export interface ScenarioResult {
  readonly figures: Figures;
  /** What went wrong; empty when nothing did. */
  readonly faults: readonly string[];
}

/** A scenario of one kind of work, done over and over by all connections. */
export interface LoopScenario extends Scenario {
  work(context: ScenarioContext): Promise<Work>;
}
