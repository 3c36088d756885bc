export interface Memory {
  /** After a forced collection, in bytes. */
  readonly heapUsed: number;
  readonly rss: number;
}

/** What `host-probe.ts` answers from inside the functions host. */
export interface HostProbe {
  /** CPU time that the process has used so far. */
  cpuMs(): Promise<number>;
  memory(): Promise<Memory>;
  startProfile(): Promise<void>;
  stopProfile(): Promise<CpuProfile>;
}

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export function hostProbe(port: number): HostProbe {
  const ask = async <Reply>(path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).json() as Promise<Reply>;
  return {
    async cpuMs() {
      const { user, system } = await ask<NodeJS.CpuUsage>("/usage");
      return (user + system) / 1000;
    },
    memory: () => ask("/memory"),
    startProfile: () => ask("/profile/start"),
    stopProfile: () => ask("/profile/stop"),
  };
}
