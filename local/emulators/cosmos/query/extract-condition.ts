import type { Parameters } from "../sql/compile-query";
import { type Expression, isSelect, type Select } from "../sql/syntax";
import type { Condition } from "./condition";
import { extractLeaf } from "./extract-leaf";
import { type Frame, pathOf } from "./frame";

/** What could be taken out of a WHERE; `whole` when that is all of it. */
export interface Extracted {
  readonly condition: Condition;
  readonly whole: boolean;
}

/** The conditions in a WHERE that every result must meet; `undefined` when there is none that can be said. */
export function extractCondition(
  where: Expression,
  names: ReadonlySet<string>,
  parameters: Parameters,
): Extracted | undefined {
  return extract(where, { names, parameters });
}

function extract(expression: Expression, frame: Frame): Extracted | undefined {
  switch (expression.kind) {
    case "and":
      return both(extract(expression.left, frame), extract(expression.right, frame));
    case "or": {
      const left = extract(expression.left, frame);
      const right = extract(expression.right, frame);
      if (!left || !right) return undefined;
      return { condition: { kind: "any", of: [left.condition, right.condition] }, whole: left.whole && right.whole };
    }
    case "exists":
      return extractExists(expression.select, frame);
    default: {
      const condition = extractLeaf(expression, frame);
      return condition && { condition, whole: true };
    }
  }
}

function both(left: Extracted | undefined, right: Extracted | undefined): Extracted | undefined {
  if (left && right) {
    return { condition: { kind: "all", of: [left.condition, right.condition] }, whole: left.whole && right.whole };
  }
  const one = left ?? right;
  return one && { ...one, whole: false };
}

/** `EXISTS(SELECT VALUE k FROM k IN c.keys WHERE …)`: some element meets the WHERE. */
function extractExists(select: Select, frame: Frame): Extracted | undefined {
  const [source, ...others] = select.sources;
  const isPlain = !select.groupBy && !select.top && !select.offset && select.projection.kind === "value";
  if (!source?.each || others.length > 0 || isSelect(source.from) || !isPlain || !select.where) return undefined;
  const array = pathOf(source.from, frame);
  if (!array || array.length === 0 || !isSimple(select)) return undefined;
  const inner = extract(select.where, { ...frame, names: new Set([source.alias]) });
  return inner && { condition: { kind: "element", array, of: inner.condition }, whole: inner.whole };
}

/** An aggregate would yield a value even where the WHERE lets nothing through. */
function isSimple({ projection }: Select): boolean {
  return projection.kind === "value" && ["identifier", "literal", "member"].includes(projection.expression.kind);
}
