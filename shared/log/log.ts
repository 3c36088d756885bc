/** Ids and figures of an event; never personal data, never a secret (P3). */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Records events, each under a dotted name such as `account-number.assigned`. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
