/**
 * What a log may say of a fault: its name and code. Never its message: those of SDKs and parsers quote bodies, and so
 * personal data (P3).
 */
export function faultName(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const { code } = fault as { readonly code?: unknown };
  return typeof code === "string" || typeof code === "number" ? `${fault.name} ${code}` : fault.name;
}

/** Where a fault came from: the frames of its stack, without its message. */
export function stackFrames(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? "") : "";
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
