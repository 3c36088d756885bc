export interface RequestCounts {
  readonly total: number;
  readonly requestUnits: number;
  readonly operations: Readonly<Record<string, { readonly count: number; readonly requestUnits: number }>>;
}

export interface RequestCounter {
  resetCounts(): Promise<void>;
  /** The requests since they were last reset. */
  counts(): Promise<RequestCounts>;
}

/** What an emulator counts, asked on its own port. */
export function requestCounter(port: number): RequestCounter {
  const url = `http://localhost:${port}/_emulator/requests`;
  return {
    resetCounts: async () => {
      await fetch(url, { method: "DELETE" });
    },
    counts: async () => (await fetch(url)).json() as Promise<RequestCounts>,
  };
}
