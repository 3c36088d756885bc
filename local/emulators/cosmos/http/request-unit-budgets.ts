/** Request units per second, by container (`headquarters/customers`), by database, or `*` for all; each container has its own. */
export type BudgetSettings = Readonly<Record<string, number>>;

export interface RequestUnitBudgets {
  replace(settings: BudgetSettings): void;
  /** How many milliseconds the container has to be left alone; `undefined` when it has units left, or no budget. */
  waitMs(container: string): number | undefined;
  /** A request may cost more than is left: the next ones wait until that is made good. */
  spend(container: string, charge: number): void;
}

interface Account {
  /** Request units left; below nothing after a request that cost more. */
  left: number;
  at: number;
}

/** Budgets that refill all the time, up to what one second gives. `nowMs` never goes back. */
export function requestUnitBudgets(settings: BudgetSettings, nowMs: () => number): RequestUnitBudgets {
  let perSecond = settings;
  let accounts = new Map<string, Account>();
  const rateOf = (container: string) =>
    perSecond[container] ?? perSecond[container.split("/", 1)[0] ?? ""] ?? perSecond["*"];
  const accountOf = (container: string, rate: number): Account => {
    const now = nowMs();
    const account = accounts.get(container) ?? { left: rate, at: now };
    account.left = Math.min(rate, account.left + ((now - account.at) / 1000) * rate);
    account.at = now;
    accounts.set(container, account);
    return account;
  };
  return {
    replace(next) {
      perSecond = next;
      accounts = new Map();
    },
    waitMs(container) {
      const rate = rateOf(container);
      if (rate === undefined) return undefined;
      const { left } = accountOf(container, rate);
      return left > 0 ? undefined : Math.ceil((-left / rate) * 1000) + 1;
    },
    spend(container, charge) {
      const rate = rateOf(container);
      if (rate !== undefined) accountOf(container, rate).left -= charge;
    },
  };
}

/** Budgets as JSON; throws what is wrong with them. */
export function budgetSettings(read: unknown): BudgetSettings {
  const isBudget = (value: unknown) => typeof value === "number" && value > 0;
  if (typeof read !== "object" || read === null || Array.isArray(read) || !Object.values(read).every(isBudget)) {
    throw new Error('Budgets are an object such as {"headquarters/customers": 400}, in request units per second.');
  }
  return read as BudgetSettings;
}
