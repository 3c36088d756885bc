type Matches = (value: unknown) => boolean | undefined;

const cache = new Map<string, Matches>();
const cacheLimit = 500;

/** The test that a LIKE pattern stands for; `undefined` when the pattern is no string. */
export function likePattern(pattern: unknown, escapeCharacter: unknown): Matches | undefined {
  if (typeof pattern !== "string") return undefined;
  const key = `${String(escapeCharacter)} ${pattern}`;
  const cached = cache.get(key);
  if (cached) return cached;
  if (cache.size >= cacheLimit) cache.clear();
  const expression = new RegExp(`^${sourceOf(pattern, escapeCharacter)}$`);
  const matches: Matches = (value) => (typeof value === "string" ? expression.test(value) : undefined);
  cache.set(key, matches);
  return matches;
}

function sourceOf(pattern: string, escapeCharacter: unknown): string {
  let source = "";
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === escapeCharacter) {
      escaped = true;
      continue;
    }
    if (!escaped && character === "%") source += "[\\s\\S]*";
    else if (!escaped && character === "_") source += "[\\s\\S]";
    else source += character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    escaped = false;
  }
  return source;
}
