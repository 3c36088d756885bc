/** Rejects when the dependency does not answer. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

export interface DependencyState {
  readonly name: string;
  readonly state: "up" | "down";
  readonly latencyMs: number;
}

export interface Readiness {
  readonly state: "ready" | "notReady";
  readonly dependencies: readonly DependencyState[];
  /** What will fail one day unless somebody looks after it. */
  readonly warnings: readonly string[];
}

/** Rejects when it cannot tell: then there are none, and some dependency says why. */
export type FindWarnings = () => Promise<readonly string[]>;

const probeTimeoutMs = 3_000;

/** Asks every dependency at once whether it answers, each within three seconds. */
export type CheckReadiness = () => Promise<Readiness>;

export function checkReadiness(probes: Readonly<Record<string, Probe>>, findWarnings: FindWarnings): CheckReadiness {
  return async () => {
    const asked = Object.entries(probes).map(([name, probe]) => ask(name, probe));
    const [warnings, ...dependencies] = await Promise.all([warningsInTime(findWarnings), ...asked]);
    const isReady = dependencies.every(({ state }) => state === "up");
    return { state: isReady ? "ready" : "notReady", dependencies, warnings };
  };
}

async function ask(name: string, probe: Probe): Promise<DependencyState> {
  const started = performance.now();
  const answer = (state: DependencyState["state"]) => ({
    name,
    state,
    latencyMs: Math.round(performance.now() - started),
  });
  try {
    await inTime(probe);
    return answer("up");
  } catch {
    return answer("down");
  }
}

async function warningsInTime(findWarnings: FindWarnings): Promise<readonly string[]> {
  try {
    return await inTime(findWarnings);
  } catch {
    return [];
  }
}

function inTime<Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(probeTimeoutMs);
  const late = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  return Promise.race([work(signal), late]);
}
