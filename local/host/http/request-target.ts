/** The path of a request, decoded and cut at its slashes, and its query with the question mark. */
export interface RequestTarget {
  readonly path: string;
  readonly search: string;
  readonly segments: readonly string[];
}

const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** `undefined` when the target is no path or its percent-encoding is broken. */
export function requestTarget(url: string): RequestTarget | undefined {
  if (!url.startsWith("/")) return undefined;
  const questionMark = url.indexOf("?");
  const rawPath = questionMark < 0 ? url : url.slice(0, questionMark);
  const path = dotSegment.test(rawPath) ? new URL(`http://host${rawPath}`).pathname : rawPath;
  const search = questionMark < 0 ? "" : url.slice(questionMark);
  const trimmed = path.slice(1, path.endsWith("/") && path.length > 1 ? -1 : undefined);
  if (!path.includes("%")) return { path, search, segments: trimmed.split("/") };
  try {
    return { path, search, segments: trimmed.split("/").map(decode) };
  } catch {
    return undefined;
  }
}

// Kestrel leaves an encoded slash as it is: decoded, it would look like the end of a segment.
function decode(segment: string): string {
  return segment.includes("%") ? decodeURIComponent(segment.replace(/%2f/gi, "%252F")) : segment;
}
