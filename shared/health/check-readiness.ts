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
}

const probeTimeoutMs = 3_000;

/** Asks every dependency at once whether it answers, each within three seconds. */
export type CheckReadiness = () => Promise<Readiness>;

export function checkReadiness(probes: Readonly<Record<string, Probe>>): CheckReadiness {
  return async () => {
    const dependencies = await Promise.all(Object.entries(probes).map(([name, probe]) => ask(name, probe)));
    return { state: dependencies.every(({ state }) => state === "up") ? "ready" : "notReady", dependencies };
  };
}

async function ask(name: string, probe: Probe): Promise<DependencyState> {
  const started = performance.now();
  const answer = (state: DependencyState["state"]) => ({
    name,
    state,
    latencyMs: Math.round(performance.now() - started),
  });
  const signal = AbortSignal.timeout(probeTimeoutMs);
  const late = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  try {
    await Promise.race([probe(signal), late]);
    return answer("up");
  } catch {
    return answer("down");
  }
}
