export interface RequestCount {
  readonly count: number;
  readonly requestUnits: number;
}

export interface RequestCounts {
  readonly total: number;
  readonly requestUnits: number;
  readonly operations: Readonly<Record<string, RequestCount>>;
}

export interface RequestCounter {
  count(operation: string, requestUnits?: number): void;
  /** Everything since the last `reset`. */
  read(): RequestCounts;
  reset(): void;
}

export function requestCounter(): RequestCounter {
  let operations = new Map<string, RequestCount>();
  return {
    count(operation, requestUnits = 0) {
      const before = operations.get(operation) ?? { count: 0, requestUnits: 0 };
      operations.set(operation, { count: before.count + 1, requestUnits: before.requestUnits + requestUnits });
    },
    read() {
      const all = [...operations.values()];
      return {
        total: all.reduce((sum, { count }) => sum + count, 0),
        requestUnits: all.reduce((sum, { requestUnits }) => sum + requestUnits, 0),
        operations: Object.fromEntries(operations),
      };
    },
    reset() {
      operations = new Map();
    },
  };
}
