/** As in a container's definition: paths such as `/*`, `/type/?`, `/searchKeys/[]/?`. */
export interface IndexingPolicyDefinition {
  readonly includedPaths?: readonly { readonly path: string }[];
  readonly excludedPaths?: readonly { readonly path: string }[];
}

/** The names from a document to a value; "[]" stands for any element of an array. */
export type TermPath = readonly string[];

export interface IndexingPolicy {
  covers(path: TermPath): boolean;
  /** The included paths that name a value outright (`/type/?`), not everything below it (`/*`). */
  readonly namedPaths: readonly TermPath[];
  /** How many values of the document are indexed. */
  countTerms(document: unknown): number;
}

interface Rule {
  readonly path: TermPath;
  readonly wildcard: boolean;
  readonly included: boolean;
}

export function indexingPolicy(definition: IndexingPolicyDefinition | undefined): IndexingPolicy {
  const included = definition?.includedPaths ?? [{ path: "/*" }];
  const rules = [
    ...included.map(({ path }) => ruleOf(path, true)),
    ...(definition?.excludedPaths ?? []).map(({ path }) => ruleOf(path, false)),
    // The most precise rule decides; between equals, the exact one.
  ].sort((left, right) => right.path.length - left.path.length || Number(left.wildcard) - Number(right.wildcard));
  // Ids and times of writing are always indexed, whatever the policy says.
  const covers = (path: TermPath): boolean =>
    (path.length === 1 && (path[0] === "id" || path[0] === "_ts")) ||
    (rules.find((rule) => fits(rule, path))?.included ?? false);
  const known = new Map<string, boolean>();
  const coversKey = (key: string, path: TermPath): boolean => {
    const answer = known.get(key) ?? covers(path);
    known.set(key, answer);
    return answer;
  };
  return {
    covers,
    namedPaths: rules.filter((rule) => rule.included && !rule.wildcard).map((rule) => rule.path),
    countTerms: (document) => countTerms(document, [], "", coversKey),
  };
}

function ruleOf(text: string, included: boolean): Rule {
  const names = text.split("/").slice(1);
  const last = names.pop();
  return { path: names.map((name) => name.replace(/^"(.*)"$/, "$1")), wildcard: last === "*", included };
}

function fits(rule: Rule, path: TermPath): boolean {
  if (rule.wildcard ? path.length < rule.path.length : path.length !== rule.path.length) return false;
  return rule.path.every((name, index) => name === path[index]);
}

function countTerms(
  value: unknown,
  path: readonly string[],
  key: string,
  covers: (key: string, path: TermPath) => boolean,
): number {
  if (typeof value !== "object" || value === null) return covers(key, path) ? 1 : 0;
  let count = 0;
  if (Array.isArray(value)) {
    const below = [...path, "[]"];
    for (const item of value) count += countTerms(item, below, `${key}/[]`, covers);
    return count;
  }
  for (const [name, item] of Object.entries(value))
    count += countTerms(item, [...path, name], `${key}/${name}`, covers);
  return count;
}
