import type { Log, LogFields } from "../../shared/log";

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log whose events can be looked at. */
export function recordingLog(): Log & { readonly events: readonly string[]; readonly fields: readonly LogFields[] } {
  const events: string[] = [];
  const fields: LogFields[] = [];
  const write = (event: string, named: LogFields = {}) => {
    events.push(event);
    fields.push(named);
  };
  return { events, fields, info: write, warn: write, error: write };
}
